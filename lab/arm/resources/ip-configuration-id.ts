/** The ids of a NIC's IP configurations. */
import { networkInterfaceId } from '../../topology/resource-ids';
import type { NetworkInterface } from '../../topology/topology';

/** The portal calls them `ipconfig1`, `ipconfig2`, … */
export const ipConfigurationName = (index: number): string => `ipconfig${(index + 1).toString()}`;

export const ipConfigurationId = (nic: NetworkInterface, index: number): string => `${networkInterfaceId(nic)}/ipConfigurations/${ipConfigurationName(index)}`;
