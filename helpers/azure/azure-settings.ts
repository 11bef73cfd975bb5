/** Which Azure is talked to: one of the clouds that everybody knows, or any other one by its two addresses. */

export type AzureSettings =
  | { readonly cloud: 'AzurePublic' | 'AzureUSGovernment' | 'AzureChina' }
  | {
      readonly cloud: 'custom';
      /** Base URL of Azure Resource Manager, `https` only. */
      readonly resourceManagerEndpoint: string;
      /** Base URL of the token authority, `https` only. */
      readonly authorityHost: string;
    };
