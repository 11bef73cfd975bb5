/** Drops the recorded overrides, so that everything follows from the configuration again. */
import type { Topology } from './topology';

export function dropOverrides({ networkInterfaces, routeServers }: Topology): void {
  for (const nic of networkInterfaces) {
    delete nic.effectiveRoutes;
    delete nic.effectiveSecurityGroups;
  }
  for (const { bgpConnections } of routeServers) for (const connection of bgpConnections) delete connection.learned;
}
