/** IP configurations of what is no machine: those with an address and a subnet; one that is being made, or has a public address alone, has none. */
import { z } from 'zod';
import { reference } from './resource-shape';
import type { SubnetAddress } from '../../estate/forwarder-shapes';

export const subnetAddresses = z
  .array(z.object({ id: z.string().optional(), privateIPAddress: z.string().optional(), subnet: reference.optional() }))
  .default([])
  .transform((configurations): (SubnetAddress & { readonly id?: string })[] =>
    configurations.flatMap(({ id, privateIPAddress, subnet }) =>
      privateIPAddress === undefined || privateIPAddress === '' || !subnet ? [] : [{ subnetId: subnet.id, privateIPAddress, ...(id !== undefined && { id }) }],
    ),
  );
