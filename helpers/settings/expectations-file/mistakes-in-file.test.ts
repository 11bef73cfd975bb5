import { expect, test } from '@jest/globals';
import { mistakesWith, networkId, routeServerId, runnerWith } from '../testing/test-environment';
import type { Environment } from '../variables';

const [hub, a, b] = [networkId(1, 'hub'), networkId(2, 'a'), networkId(3, 'b')];
const spokes = `spokes:\n  a: { id: ${a} }\n  b: { id: ${b} }\n`;
const network = 'the id of a virtual network (/subscriptions/GUID/resourceGroups/GROUP/providers/Microsoft.Network/virtualNetworks/NAME)';

/** `@` stands for the file. */
type Row = readonly [text: string, mistakes: readonly string[], env?: Environment];

const mistakesIn = (text: string, env: Environment = {}): string[] =>
  mistakesWith({ EXPECTATIONS_FILE: 'spokecheck.yaml', ...env }, runnerWith({ 'spokecheck.yaml': { text } })).map((sentence) => sentence.replace(/^spokecheck\.yaml:/, '@'));

const rows: readonly Row[] = [
  ['hubs: x', ['@1:1 hubs is no key that is known; expected one of hub, routeServer, transit, remoteGateways, forwardedTraffic, spokePeering, ssh, spokes, spokePeerings, flows, waivers.']],
  ['routeServer: { minprefix: 27 }', ['@1:16 routeServer.minprefix is no key that is known; expected one of id, minPrefix, branchToBranch.']],
  ['__proto__: {x: 1}', ['@1:1 __proto__ is no key that is known; expected one of hub, routeServer, transit, remoteGateways, forwardedTraffic, spokePeering, ssh, spokes, spokePeerings, flows, waivers.']],
  ['ssh: { <<: {username: a} }', ['@1:8 ssh."<<" is no key that is known; expected one of username, key, passphraseVariable, port, pairs, pairsSeed.']],
  ['hub: bluehub', [`@1:6 hub is "bluehub", which is no resource id; expected ${network}.`]],
  [`hub: ${hub}/subnets/x`, [`@1:6 hub is "…ft.Network/virtualNetworks/hub/subnets/x", which is the id of a Microsoft.Network/virtualNetworks/subnets; expected ${network}.`]],
  ['hub:', [`@1:5 hub is empty; expected ${network}.`]],
  ['routeServer: { minPrefix: 30, branchToBranch: maybe }', ['@1:27 routeServer.minPrefix is 30; expected a whole number from 8 to 29.', '@1:47 routeServer.branchToBranch is "maybe"; expected on, off or any.']],
  ['routeServer: 27', ['@1:14 routeServer is 27; expected a mapping.']],
  ['routeServer: { minPrefix: /27 }', ['@1:27 routeServer.minPrefix is "/27"; expected a whole number from 8 to 29.']],
  ['transit: nva', ['@1:10 transit is "nva"; expected route-server, gateway, or IP addresses without prefix length.']],
  ['transit: [10.0.0.4, 10.0.0.0/24]', ['@1:21 transit[1] is "10.0.0.0/24"; expected an IP address without prefix length.']],
  ['transit: []', ['@1:10 transit is an empty list; expected route-server, gateway, or IP addresses without prefix length.']],
  ['remoteGateways: on', ['@1:17 remoteGateways is "on"; expected required, any or forbidden.']],
  ['forwardedTraffic: yes', ['@1:19 forwardedTraffic is "yes"; expected required, any or forbidden.']],
  ['spokePeering: true', ['@1:15 spokePeering is true; expected any or forbidden.']],
  ['ssh: { username: "azure user", port: 0, pairs: some, pairsSeed: "a b" }', ['@1:18 ssh.username is "azure user"; expected the name of a user on the VMs, without blanks.', '@1:38 ssh.port is 0; expected a port, from 1 to 65535.', '@1:48 ssh.pairs is "some"; expected auto, all, ring, or sample:N with a whole number from 1 to 1000000.', '@1:65 ssh.pairsSeed is "a b"; expected a word of letters, digits and ._:-, of 64 characters at most.']],
  ['ssh: { password: Summer2026! }', ['@1:8 ssh.password is no key that is known; expected one of username, key, passphraseVariable, port, pairs, pairsSeed.']],
  ['ssh: { key: "-----BEGIN OPENSSH PRIVATE KEY-----" }', ['@1:13 the file holds a value that is not shown, for it may hold a secret; expected no secret: a key by the path of its file, a passphrase by the name of a variable.']],
  ['ssh: { passphraseVariable: P }', ['@1:28 ssh.passphraseVariable stands without a key that it opens; expected `key` beside it.']],
  ['ssh: { key: k, passphraseVariable: NOWHERE }', ['@1:36 ssh.passphraseVariable names "NOWHERE", which is not set; expected a variable with the passphrase, in the environment or .env.', '@1:13 ssh.key names "k", which is not there; expected a file with a private key in OpenSSH\'s, PEM or PuTTY\'s format.'], { SSH_PRIVATE_KEY_FILE: '' }],
  ['ssh: { key: k, passphraseVariable: constructor }', ['@1:36 ssh.passphraseVariable names "constructor", which is not set; expected a variable with the passphrase, in the environment or .env.', '@1:13 ssh.key names "k", which is not there; expected a file with a private key in OpenSSH\'s, PEM or PuTTY\'s format.'], { SSH_PRIVATE_KEY_FILE: '' }],
  ['ssh: { key: k, passphraseVariable: "open sesame" }', ['@1:36 ssh.passphraseVariable is "open sesame"; expected the name of an environment variable.']],
  ['ssh: { key: /nowhere/key }', ['@1:13 ssh.key names "/nowhere/key", which is not there; expected a file with a private key in OpenSSH\'s, PEM or PuTTY\'s format.'], { SSH_PRIVATE_KEY_FILE: '' }],
  ['spokes: [a]', ['@1:9 spokes is a list of 1; expected a mapping of spokes by name.']],
  ['spokes: { a: { probe: ssh } }', [`@1:14 spokes.a.id is missing; expected ${network}.`]],
  [`spokes:\n  a: { id: ${a} }\n  b: { id: ${a.toUpperCase()} }\n`, ['@3:12 spokes.b.id is "…DERS/MICROSOFT.NETWORK/VIRTUALNETWORKS/A", as at a; expected each spoke once.']],
  [`spokes: { a: { id: ${hub} } }`, ['@1:20 spokes.a.id is "…rs/Microsoft.Network/virtualNetworks/hub", which is the hub; expected the id of a spoke.']],
  [`spokes: { a/b: { id: ${a} } }`, ['@1:16 spokes."a/b" is no name that flows can name; expected letters, digits and ._-, a letter or digit first, and no address.']],
  [`spokes: { '*': { id: ${a} } }`, ['@1:16 spokes."*" is no name that flows can name; expected letters, digits and ._-, a letter or digit first, and no address.']],
  [`spokes: { __proto__: { id: ${a} } }`, ['@1:22 spokes.__proto__ is no name that flows can name; expected letters, digits and ._-, a letter or digit first, and no address.']],
  [`spokes: { a: { id: ${a}, probe: none } }`, ['@1:14 spokes.a.why is missing; expected the reason why nothing is probed, beside `probe: none`.']],
  [`spokes: { a: { id: ${a}, why: lazy } }`, ['@1:143 spokes.a.why stands without `probe: none`; expected a reason where nothing is probed alone.']],
  [`spokes: { a: { id: ${a}, probe: no } }`, ['@1:145 spokes.a.probe is "no"; expected ssh or none.']],
  [`spokes: { a: { id: ${a}, ssh: { machines: [] } } }`, ['@1:155 spokes.a.ssh.machines is an empty list; expected a list of one name or more.']],
  [`spokes: { a: { id: ${a}, ssh: { machines: [7] } } }`, ['@1:156 spokes.a.ssh.machines[0] is 7; expected the name of a virtual machine, with * for any characters.']],
  [`spokes: { a: { id: ${a}, subnets: { web: any, x: {routeTable: no}, 'a b': { routeTable: any } } } }`, ['@1:154 spokes.a.subnets.web is "any"; expected a mapping.', '@1:175 spokes.a.subnets.x.routeTable is "no"; expected required, any or forbidden.', '@1:187 spokes.a.subnets."a b" is no name that a subnet can have; expected letters, digits and ._-, and * for any characters.']],
  [`spokes: { a: { id: ${a}, ssh: { key: /nowhere/key } } }`, ['@1:150 spokes.a.ssh.key names "/nowhere/key", which is not there; expected a file with a private key in OpenSSH\'s, PEM or PuTTY\'s format.']],
  ['flows: []', ['@1:8 flows is an empty list; expected a list of one flow or more.']],
  ['flows: { from: a }', ['@1:8 flows is a mapping; expected a list of one flow or more.']],
  ['flows: [ { from: "*", port: 22 } ]', ['@1:10 flows[0].to is missing; expected \'*\', spoke, spoke/machine, spoke/subnets/subnet or spoke/address.', '@1:10 flows[0].expect is missing; expected connect or blocked.']],
  [`${spokes}flows:\n  - { from: a, to: b, port: 65536, expect: connect }\n  - { from: a, to: b, port: [22, 0, 'rdp'], expect: connect }\n  - { from: a, to: b, port: '22', expect: connect }\n  - { from: a, to: b, port: 22.5, expect: connect }\n  - { from: a, to: b, port: [], expect: connect }`, ['@5:29 flows[0].port is 65536; expected a port, from 1 to 65535, or ssh, or a list of these.', '@6:34 flows[1].port[1] is 0; expected a port, from 1 to 65535, or ssh.', '@6:37 flows[1].port[2] is "rdp"; expected a port, from 1 to 65535, or ssh.', '@7:29 flows[2].port is "22"; expected a port, from 1 to 65535, or ssh, or a list of these.', '@8:29 flows[3].port is 22.5; expected a port, from 1 to 65535, or ssh, or a list of these.', '@9:29 flows[4].port is an empty list; expected a port, from 1 to 65535, or ssh, or a list of these.']],
  [`${spokes}flows: [ { from: a, to: b, port: 53, protocol: udp, expect: connect } ]`, ['@4:48 flows[0].protocol is "udp"; expected tcp.']],
  [`${spokes}flows: [ { from: a, to: b, port: 53, expect: reachable } ]`, ['@4:46 flows[0].expect is "reachable"; expected connect or blocked.']],
  [`${spokes}flows: [ { from: a, to: c, port: 22, expect: connect } ]`, ['@4:25 flows[0].to names "c", which is none of the spokes; expected one of a, b.']],
  ['flows: [ { from: a, to: "*", port: 22, expect: connect } ]', ['@1:18 flows[0].from names "a", which is none of the spokes; expected a spoke that `spokes` names.']],
  [`${spokes}flows: [ { from: a/x, to: a/y, port: 22, expect: connect } ]`, ['@4:10 flows[0] leads from "a" to itself, and what stays inside a spoke is not judged; expected two spokes.']],
  [`${spokes}flows: [ { from: a/10.1.1.4, to: b, port: 22, expect: connect } ]`, ['@4:18 flows[0].from is "a/10.1.1.4", which is an address, and connections start at machines; expected \'*\', spoke, spoke/machine or spoke/subnets/subnet.']],
  [`${spokes}flows: [ { from: a, to: 10.2.1.4, port: 22, expect: connect } ]`, ['@4:25 flows[0].to is "10.2.1.4", which names no spoke before the address; expected \'*\', spoke, spoke/machine, spoke/subnets/subnet or spoke/address.']],
  [`${spokes}flows: [ { from: a, to: b/10.2.1.0/24, port: 22, expect: connect } ]`, ['@4:25 flows[0].to is "b/10.2.1.0/24", which is a range of addresses; expected \'*\', spoke, spoke/machine, spoke/subnets/subnet or spoke/address.']],
  [`${spokes}flows: [ { from: a, to: "b/fd00::4", port: 22, expect: connect } ]`, ['@4:25 flows[0].to is "b/fd00::4", which is an IPv6 address; expected \'*\', spoke, spoke/machine, spoke/subnets/subnet or spoke/address.']],
  [`${spokes}flows: [ { from: "a*", to: b, port: 22, expect: connect } ]`, ['@4:18 flows[0].from is "a*", which has * in the name of a spoke; expected \'*\', spoke, spoke/machine or spoke/subnets/subnet.']],
  [`${spokes}flows: [ { from: a//x, to: b/subnets/, port: 22, expect: connect } ]`, ['@4:18 flows[0].from is "a//x", which is no end of a flow; expected \'*\', spoke, spoke/machine or spoke/subnets/subnet.', '@4:28 flows[0].to is "b/subnets/", which is no end of a flow; expected \'*\', spoke, spoke/machine, spoke/subnets/subnet or spoke/address.']],
  [`${spokes}flows: [ { from: a, to: b, port: 22, expect: connect } ]`, ['@4:25 flows[0].to names "b", which SPOKE_VNET_IDS leaves out; expected a spoke that is judged, or no SPOKE_VNET_IDS.'], { SPOKE_VNET_IDS: a }],
  [`${spokes}spokePeerings: [ { between: [a, c], is: forbidden }, { between: [a, a], is: any }, { between: [a], is: any }, { between: [a, b], is: never } ]`, ['@4:33 spokePeerings[0].between[1] names "c", which is none of the spokes; expected one of a, b.', '@4:65 spokePeerings[1].between names "a" twice; expected two spokes.', '@4:95 spokePeerings[2].between is a list of 1; expected a list of the names of two spokes.', '@4:134 spokePeerings[3].is is "never"; expected required, any or forbidden.']],
  [`${spokes}waivers:\n  - { check: RT-99, subject: x, reason: r, owner: o, until: 2027-01-31 }\n  - { check: RT-01, subject: x, until: 2027-02-30 }\n  - { check: RT-01, subject: "", reason: " ", owner: 5, until: 31.1.2027 }\n  - { check: RT-01, subject: x, reason: r, owner: o, until: 2027-01-31 }\n  - { check: RT-01, subject: X, reason: r, owner: o, until: 2027-01-31 }`, ['@5:14 waivers[0].check is "RT-99"; expected the id of a check: RS-01, RS-02, RS-03, RS-04, RS-05, RS-06, RS-07, PE-01, PE-02, PE-03, PE-04, PE-05, PE-06, PE-07, PE-08, RT-01, RT-02, RT-03, ER-01, ER-02, ER-03, SG-01, SEG-01, PATH-01, SSH-01, FLOW-01, FLOW-02.', '@6:5 waivers[1].reason is missing; expected a reason, in 300 characters at most.', '@6:5 waivers[1].owner is missing; expected a person or a team.', '@6:40 waivers[1].until is "2027-02-30"; expected a day, as 2027-01-31.', '@7:30 waivers[2].subject is empty; expected the name of what the case is about.', '@7:42 waivers[2].reason is ""; expected a reason, in 300 characters at most.', '@7:54 waivers[2].owner is 5; expected a person or a team.', '@7:64 waivers[2].until is "31.1.2027"; expected a day, as 2027-01-31.', '@9:5 waivers[4] waives RT-01 of "X" again; expected one waiver for each.']],
  [`${spokes}flows: [ { from: "me:hunter2@jump", to: b, port: 22, expect: connect } ]`, ['@4:18 flows[0].from names a value that is not shown, for it may hold a secret, which is none of the spokes; expected one of a, b.']],
  ['transit: nva', ['@1:10 transit is "nva"; expected route-server, gateway, or IP addresses without prefix length.', `HUB_VNET_ID is not set; expected ${network}.`], { SSH_USERNAME: '', HUB_VNET_ID: '' }],
  ['remoteGateways: any', [`HUB_VNET_ID is not set; expected ${network}.`], { HUB_VNET_ID: '' }],
  [`routeServer: { id: ${routeServerId(7)} }`, ['@1:20 routeServer.id is in subscription 00000000-0000-4000-8000-000000000007, and the hub in 00000000-0000-4000-8000-000000000001; expected the id of a Route Server in the hub\'s subscription.']],
];

test.each(rows.map(([text, mistakes, env = {}]) => ({ text, mistakes, env })))('Mistakes are told with their places, what was found and what was expected: $text', ({ text, mistakes, env }) => {
  expect(mistakesIn(text, env)).toEqual(mistakes);
});
