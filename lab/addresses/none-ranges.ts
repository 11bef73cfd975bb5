/** The ranges that Azure routes to None unless somebody uses them: private ones, and its own. A packet to them is dropped, not sent to the internet. */

/**
 * The IPv4 list of the reference deployment, in its order. Azure's own ranges differ from region to region and from year to year:
 * recordings of real NICs show other lists.
 */
export const noneRanges: readonly string[] = [
  '10.0.0.0/8',
  '100.64.0.0/10',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '25.48.0.0/12',
  '25.4.0.0/14',
  '198.18.0.0/15',
  '157.59.0.0/16',
  '25.33.0.0/16',
  '40.109.0.0/16',
  '104.147.0.0/16',
  '104.146.0.0/17',
  '40.108.0.0/17',
  '23.103.0.0/18',
  '25.41.0.0/20',
  '20.35.252.0/22',
];

/** The IPv6 list, as in a recording of a real NIC. */
export const noneRangesIPv6: readonly string[] = [
  '2603:1080::/25',
  'fd35:eef2::/32',
  'fde4:8dba::/32',
  '2001:4898::/33',
  '2404:f801::/33',
  '2a01:110::/33',
  '2a01:4180:8000::/33',
  '2001:489a::/35',
  '2001:489a:e000::/35',
  '2a01:111::/36',
  '2a01:111:e000::/36',
  '2001:506:28::/48',
  '2801:80:1d0:2000::/52',
];
