import { describe, expect, test } from '@jest/globals';
import { namingOf } from '../html/naming';
import type { Results } from '../report/results';
import { marksOf } from './marks';
import { flowchart, label } from './mermaid';
import { network, networkId, oneCause, results } from './testing/run';

function drawn(spokes: readonly string[], disconnected: readonly number[] = [], causes: Results['causes'] = []): string[] | undefined {
  const shown = network(spokes, disconnected);
  return flowchart(shown, namingOf(results({ network: shown })), marksOf(causes));
}

describe('The picture', () => {
  test('shows hub, Route Server, appliance, spokes, peerings with their states, and marks what is broken', () => {
    const causes = [oneCause('a', { places: [{ peering: [networkId('spoke2'), networkId('hub')] }] }), oneCause('b', { places: [{ network: networkId('SPOKE1') }, { address: '10.0.2.4' }] })];
    expect(drawn(['spoke1', 'spoke2'], [1], causes)).toEqual([
      'flowchart LR',
      '  subgraph inHub["Hub"]',
      '    hub["hub<br/>westeurope<br/>10.0.0.0/16"]',
      '    routeServer["Route Server rs<br/>10.0.1.4, 10.0.1.5"]',
      '    hop0["nva<br/>appliance 10.0.2.4<br/>✗ cause 2"]',
      '  end',
      '  spoke0["spoke1<br/>westeurope<br/>10.1.0.0/16<br/>✗ cause 2"]',
      '  spoke1["spoke2<br/>eastasia<br/>10.2.0.0/16"]',
      '  hub ---|"peering Connected, in sync"| spoke0',
      '  hub -.-|"hub#39;s side#58; Connected<br/>spoke#39;s side#58; Disconnected, RemoteNotInSync<br/>✗ cause 1"| spoke1',
      '  routeServer ~~~ hub',
      '  hop0 ~~~ hub',
      '  classDef broken stroke:#cf222e,stroke-width:3px',
      '  class hop0,spoke0 broken',
      '  linkStyle 1 stroke:#cf222e,stroke-width:3px',
    ]);
  });

  test('says of several causes in one place which they are, of many not all', () => {
    const causes = Array.from({ length: 7 }, (_, place) => oneCause(String(place), { places: [{ network: networkId('spoke1') }] }));
    expect(marksOf(causes).atNetwork(networkId('spoke1'))).toBe('✗ causes 1, 2, 3, 4, 5 and more');
    expect(marksOf(causes.slice(0, 2)).atNetwork(networkId('spoke1'))).toBe('✗ causes 1, 2');
  });

  test('says what there is not and what could not be read', () => {
    const shown = { ...network([]), routeServer: null, hub: { id: networkId('hub'), unread: true as const } };
    expect(flowchart(shown, namingOf(results()), marksOf([]))?.slice(2, 4)).toEqual(['    hub["hub<br/>could not be read"]', '    routeServer["no Route Server"]']);
  });

  test('shows what is elsewhere, peerings of spokes, and no red where something could not be read', () => {
    const shown = network(['spoke1', 'spoke2']);
    const [one, other] = shown.spokes;
    if (one === undefined || other?.hubSide === undefined) throw new Error('There are two spokes.');
    const odd = {
      ...shown,
      hops: [{ kind: 'firewall' as const, id: '/subscriptions/1/fw', network: networkId('other'), addresses: ['10.9.0.4'] }, { kind: 'unknown' as const, network: networkId('spoke2'), addresses: ['10.2.0.9'] }],
      spokes: [{ id: one.id, unread: true as const, machines: [], hubSide: other.hubSide }, other],
      peerings: [{ from: one.id, to: other.id, side: { ...other.hubSide, state: 'Initiated', sync: 'LocalNotInSync' } }],
    };
    expect(flowchart(odd, namingOf(results({ network: odd })), marksOf([]))?.slice(5)).toEqual([
      '  other0["fw<br/>firewall 10.9.0.4<br/>in other"]',
      '  spoke0["spoke1<br/>could not be read"]',
      '  spoke1["spoke2<br/>eastasia<br/>10.2.0.0/16<br/>next hop 10.2.0.9"]',
      '  hub -.-|"hub#39;s side#58; Connected<br/>spoke#39;s side#58; could not be read"| spoke0',
      '  hub ---|"peering Connected, in sync"| spoke1',
      '  spoke0 -.-|"peering of spokes#58; Initiated, LocalNotInSync"| spoke1',
      '  routeServer ~~~ hub',
      '  classDef broken stroke:#cf222e,stroke-width:3px',
      '  linkStyle 2 stroke:#cf222e,stroke-width:3px',
    ]);
  });

  test('is none where names would make it longer than GitHub draws', () => {
    const shown = network(Array.from({ length: 30 }, () => 'spoke'));
    const names = Object.fromEntries([networkId('spoke')].map((id) => [id, '〈'.repeat(300)]));
    const wide = { ...shown, spokes: shown.spokes.map((spoke) => ({ ...spoke, prefixes: ['〈'.repeat(300), '〈'.repeat(300)], region: '〈'.repeat(300) })) };
    expect(flowchart(wide, namingOf(results({ names })), marksOf([]))).toBeUndefined();
  });
});

describe('A label', () => {
  test.each([
    ['a quote ends none', 'a"]; click x', 'a#34;#93;#59; click x'],
    ['markup', '<script>', '#60;script#62;'],
    ['a comment or a directive', '%%{init: {}}%%', '#37;#37;#123;init#58; #123;#125;#125;#37;#37;'],
    ['an entity', '#quot;', '#35;quot#59;'],
    ['Markdown', '`*a*`', '#96;#42;a#42;#96;'],
    ['a list', '1. a', '1#46; a'],
    ['another list', '- a', '#45; a'],
    ['lines', 'a\nend\n', 'a end'],
    ['nothing that can be shown', '\u0000', '□'],
    ['300 characters', 'x'.repeat(300), `${'x'.repeat(60)}…`.replace('…', '#8230;')],
    ['letters from right to left', 'שרת-1', 'שרת-1'],
  ])('%s', (_, text, expected) => {
    expect(label(text)).toBe(expected);
  });
});
