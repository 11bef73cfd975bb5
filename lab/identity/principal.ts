/** The service principal that signs in to the lab. */
export interface Principal {
  readonly tenantId: string;
  readonly clientId: string;
  /** The object id of the service principal, which ARM names in a 403. */
  readonly objectId: string;
  readonly clientSecret: string;
}
