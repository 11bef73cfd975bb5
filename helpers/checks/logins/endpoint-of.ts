/** An end of a probe as findings have it. */
import type { Endpoint } from '../../probe/endpoint';

export const endpointOf = ({ name, address, port, computerName, guestName }: Endpoint): Endpoint => ({
  name,
  address,
  port,
  ...(computerName !== undefined && { computerName }),
  ...(guestName !== undefined && { guestName }),
});
