/** Faults and shapes whose logins do not follow from what a survey holds: there the replay's logins are those of a network where that is in order. */

const guests = 'what the guest, its SSH server or its keys do is in no survey';
const meant = 'an address that is meant to forward, and that nothing which was read has, is taken to forward';
const jumpHost = 'the jump host is no part of the deployment';

/** By the name of the fault or shape: why the logins of its replay differ. */
export const loginsBeyondSurveys: Readonly<Record<string, string>> = {
  'RouteServerSubnet misnamed': 'the Route Server, which forwards, was not found by the run',
  'route in the table but not in the effective routes yet': 'what Azure said is taken for what is: the packets follow the recorded effective routes, and here only the answer was false',
  'effective route Invalid': 'likewise',
  'another machine answering at the address': guests,
  'stateful appliances at equal cost, and answers come by the other one': guests,
  'answers that pass a stateful appliance by': guests,
  'SSH denied by the appliances': guests,
  'a guest that was renamed, and whose agent does not say so': guests,
  "forwarding off in the appliances' guests": guests,
  'a machine without an SSH server, first by name beside one that has one': guests,
  'SSH daemon of spoke 2 down': guests,
  'SSH daemon of spoke 2 on another port': guests,
  "SSH dropped by spoke 2's guest": guests,
  'no banner from spoke 2': guests,
  'banner, then silence from spoke 2': guests,
  'spoke 2 slow as molasses': guests,
  'changed host key of spoke 2': guests,
  'unknown host key of spoke 2': guests,
  'key refused by spoke 2': guests,
  'spoke 2 takes passwords only': guests,
  'channel forbidden by spoke 2 (AllowTcpForwarding no)': guests,
  'connection closed at once by spoke 2': guests,
  'session with spoke 2 dies': guests,
  'sshd of every machine on another port': guests,
  'sshd off behind an appliance in a perimeter network': guests,
  'the firewall is gone, and every route leads to its address': meant,
  'the firewall has come back with another address': meant,
  'jump host down': jumpHost,
  'jump host without a banner': jumpHost,
  'jump host with a changed host key': jumpHost,
  'jump host with an unknown host key': jumpHost,
  'jump host refuses the key': jumpHost,
  'jump host forbids forwarding': jumpHost,
  'forwarded traffic off on all sides, in a fabric that does not enforce it': 'whether the fabric enforces it is in no survey; in a replay it does',
  'routes of an ExpressRoute provider that turns traffic round': 'what becomes of it beyond the gateway is in no survey',
  'source address translated on the way': guests,
};
