/** Sets the layout up in a sandbox: namespaces first, then the veth pairs between them, then what is inside. */
import { writeFile } from 'node:fs/promises';
import type { Fabric } from './fabric';
import type { Setup } from './guest';
import type { Sandbox } from './sandbox';

/** No IPv6, no reverse path filter and no ICMP redirects. Set before there are devices, so that all of them have it. */
const quiet = ['all', 'default'].flatMap((which) => [
  `net.ipv6.conf.${which}.disable_ipv6=1`,
  `net.ipv4.conf.${which}.rp_filter=0`,
  `net.ipv4.conf.${which}.send_redirects=0`,
  `net.ipv4.conf.${which}.accept_redirects=0`,
]);

/** @param setups by namespace; the veth pairs of a namespace are made in that order. Rejects with the words of `ip` or `nft` where they do not take it */
export async function setUp(sandbox: Sandbox, fabric: Fabric, setups: ReadonlyMap<string, Setup>): Promise<void> {
  const namespaces = [...setups.keys()];
  await sandbox.run(
    [
      here('ip -batch -', namespaces.map((namespace) => `netns add ${namespace}`)),
      here('sh -e', settings([...quiet, 'net.ipv4.ip_forward=1'])),
      ...[...setups].map(([namespace, { sysctl }]) => here(`ip netns exec ${namespace} sh -e`, settings([...quiet, ...sysctl]))),
      here('ip -batch -', fabric.ip),
      here('nft -f -', fabric.nft),
      ...[...setups].flatMap(([namespace, { ip, nft }]) => [
        here(`ip -n ${namespace} -batch -`, ['link set lo up', ...ip]),
        ...(nft.length > 0 ? [here(`ip netns exec ${namespace} nft -f -`, nft)] : []),
      ]),
    ].join('\n'),
  );
}

/** A command with its input. */
const here = (command: string, lines: readonly string[]): string => [`${command} <<'END'`, ...lines, 'END'].join('\n');

/** As sysctl(8) does it. A kernel without IPv6 lacks its settings. */
function settings(all: readonly string[]): string[] {
  return all.map((setting) => {
    const [name = '', value = ''] = setting.split('=');
    const file = `/proc/sys/${name.replaceAll('.', '/')}`;
    return name.includes('ipv6') ? `[ ! -e ${file} ] || echo ${value} >${file}` : `echo ${value} >${file}`;
  });
}

/** The only users of the sandbox: root, the one that sshd sheds its rights to, and those that log in, by no password. */
export async function addUsers(sandbox: Sandbox, usernames: readonly string[]): Promise<void> {
  const users = [
    { name: 'root', id: 0, shell: '/bin/sh' },
    { name: 'sshd', id: 64_000, shell: '/usr/sbin/nologin' },
    ...usernames.map((name, index) => ({ name, id: 64_001 + index, shell: '/bin/sh' })),
  ];
  await writeFile(sandbox.outside('/run/passwd'), users.map(({ name, id, shell }) => `${name}:x:${String(id)}:${String(id)}::/:${shell}\n`).join(''));
  await writeFile(sandbox.outside('/run/shadow'), users.map(({ name }) => `${name}:*:20000:0:99999:7:::\n`).join(''), { mode: 0o600 });
  await sandbox.run(['passwd', 'shadow'].map((file) => `mount --bind /run/${file} /etc/${file}`).join('\n'));
}
