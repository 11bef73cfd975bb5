/** Which Azure cloud is used: a well-known one by name, or any other by its two endpoints. */
export type AzureSettings = AzureCloud & {
  /** Hosts besides Azure Resource Manager's that its answers may lead to, `host` or `host:port`; none where absent. */
  readonly furtherHosts?: readonly string[];
};

export type AzureCloud =
  | { readonly cloud: 'AzurePublic' | 'AzureUSGovernment' | 'AzureChina' }
  | {
      readonly cloud: 'custom';
      /** Base URL of Azure Resource Manager, `https` only. */
      readonly resourceManagerEndpoint: string;
      /** Base URL of the token authority, `https` only. */
      readonly authorityHost: string;
    };
