/** How checks speak of a machine by one of its NICs. */
import type { MachineNic } from '../estate/machines';
import type { Label } from '../estate/survey-labels';

/** `spoke2vm (10.2.1.4)`. */
export const machineWords = ({ vmId, address }: MachineNic, label: Label): string => `${label(vmId)} (${address})`;
