import type { ServerResponse } from 'node:http';
import { createGzip, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readBgpConnections } from '../read/read-bgp-connections';
import { readVirtualNetwork } from '../read/read-virtual-network';
import { takeSurvey } from '../read/take-survey';
import { deploymentAnswers, ids, virtualNetwork } from '../testing/deployment';
import { startStandIn } from '../testing/stand-in';
import type { Answer, StandIn } from '../testing/stand-in';

let arm: StandIn;
beforeAll(async () => {
  arm = await startStandIn();
});
afterAll(() => arm.close());

const hub = virtualNetwork(ids.hub, '10.0.0.0/16', [], []);
const json = { 'content-type': 'application/json' };
const limits = { answerBytes: 64 * 1024, listBytes: 64 * 1024 };

const readHub = (answer: Answer, more = {}) => {
  arm.answer({ [`GET ${ids.hub}`]: answer });
  return readVirtualNetwork(arm.clients({ ...limits, ...more }), ids.hub);
};

const tooLarge = { status: 'unread', problem: { kind: 'malformed', request: `GET ${ids.hub}`, message: 'Azure’s answer is not usable: it is larger than 0.0625 MB.' } };

const endless = (response: ServerResponse): void => {
  const chunk = 'x'.repeat(16 * 1024);
  const more = (): void => {
    while (!response.destroyed && response.write(chunk)) { /* as long as somebody reads */ }
  };
  response.writeHead(200, json);
  response.on('drain', more);
  more();
};

const bomb = (response: ServerResponse): void => {
  response.writeHead(200, { ...json, 'content-encoding': 'gzip' });
  const gzip = createGzip();
  gzip.pipe(response);
  gzip.end(Buffer.alloc(8 * 1024 * 1024, ' '));
};

describe('An answer', () => {
  test.each<[string, Answer]>([
    ['that is larger than Azure sends', { body: { ...hub, padding: 'x'.repeat(64 * 1024) } }],
    ['that never ends', endless],
    ['that is small only as long as it is compressed', bomb],
    ['of an error that is as large', { status: 404, body: { error: { code: 'x', message: 'x'.repeat(64 * 1024) } } }],
  ])('%s ends its request, which is not repeated', async (_, answer) => {
    expect(await readHub(answer)).toEqual(tooLarge);
    expect(arm.requests).toHaveLength(1);
  });

  test('that is compressed is read, characters of several bytes in pieces included', async () => {
    const name = 'ü€😀'.repeat(50);
    const compressed = gzipSync(JSON.stringify({ ...hub, name }));
    const inPieces = (response: ServerResponse): void => {
      response.writeHead(200, { ...json, 'content-encoding': 'gzip' });
      for (const byte of compressed) response.write(Buffer.from([byte]));
      response.end();
    };
    expect(await readHub(inPieces)).toMatchObject({ status: 'read', value: { name } });
  });

  test('whose body stops ends with the time of its request', async () => {
    expect(await readHub('headers only', { requestTimeoutMs: 100 })).toMatchObject({ problem: { kind: 'timeout' } });
  });
});

describe('A list', () => {
  const request = `GET ${ids.routeServer}/bgpConnections`;
  const list = (answers: Record<string, Answer>, more = {}) => {
    arm.answer(answers);
    return readBgpConnections(arm.clients({ ...limits, ...more }), ids.routeServer);
  };
  const page = (next: string, padding: number): Answer => ({ body: { value: [], nextLink: `{endpoint}${next}`, padding: 'x'.repeat(padding) } });

  test('has a size for all its pages together', async () => {
    expect(await list({ [request]: page('/2', 40_000), 'GET /2': page('/3', 40_000) })).toMatchObject({ problem: { kind: 'malformed', message: 'Azure’s answer is not usable: it is larger than 0.0625 MB.' } });
  });

  test('has a time for all its pages together', async () => {
    expect(await list({ [request]: page('/2', 1), 'GET /2': 'silence' }, { listTimeoutMs: 100 })).toMatchObject({ problem: { kind: 'timeout', message: 'Azure gave no answer within 0.1 s.' } });
  });
});

describe('A survey as a whole', () => {
  test('ends when its time is up, with what was read by then', async () => {
    arm.answer({ ...deploymentAnswers, [`GET ${ids.spoke(2)}`]: 'silence', [`POST ${ids.nic(3)}/effectiveRouteTable`]: { status: 202, headers: { location: '{endpoint}/poll' }, body: 'null' }, 'GET /poll': { status: 202, headers: { location: '{endpoint}/poll', 'retry-after': '60' }, body: 'null' } });
    const azure = arm.clients({ requestTimeoutMs: 60_000 });
    const survey = await azure.timeLeft.within(1_500, () => takeSurvey({ hubId: ids.hub, transit: { kind: 'route-server' } }, azure));
    const over = 'It was not read before the 1.5 s of SURVEY_TIMEOUT were over.';
    expect(survey.virtualNetworks[ids.spoke(2).toLowerCase()]).toMatchObject({ status: 'unread', problem: { kind: 'timeout', message: over } });
    expect(survey.effectiveRoutes[ids.nic(3).toLowerCase()]).toMatchObject({ status: 'unread', problem: { message: over } });
    expect(survey.virtualNetworks[ids.hub.toLowerCase()]).toMatchObject({ status: 'read' });
  });

  test('asks nothing more once its time is up', async () => {
    arm.answer(deploymentAnswers);
    const azure = arm.clients();
    const reading = await azure.timeLeft.within(0, async () => {
      await new Promise((resolve) => { azure.timeLeft.signal()?.addEventListener('abort', resolve); });
      return readVirtualNetwork(azure, ids.hub);
    });
    expect(reading).toMatchObject({ status: 'unread', problem: { kind: 'timeout' } });
    expect(arm.requests).toEqual([]);
  });
});
