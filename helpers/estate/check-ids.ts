/** The ids of all checks, in the order of a report, for what names checks without judging: the waivers. A test holds it against the list of checks. */
export const checkIds = [
  ...['RS-01', 'RS-02', 'RS-03', 'RS-04', 'RS-05', 'RS-06', 'RS-07'],
  ...['PE-01', 'PE-02', 'PE-03', 'PE-04', 'PE-05', 'PE-06', 'PE-07', 'PE-08'],
  ...['RT-01', 'RT-02', 'RT-03'],
  ...['ER-01', 'ER-02', 'ER-03'],
  'SG-01',
  'SEG-01',
  'PATH-01',
  'SSH-01',
  ...['FLOW-01', 'FLOW-02'],
] as const;
