import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { describeRecorded, recordedAnswer, recordedExchanges, type Recorded } from '../../helpers/azure/testing/recordings';
import { startStandIn, type StandIn } from '../../helpers/azure/testing/stand-in';
import { scenarios } from './scenarios';

describeRecorded('In real traffic', () => {
  let arm: StandIn;
  beforeAll(async () => {
    arm = await startStandIn();
  });
  afterAll(() => arm.close());

  /** As it came over the socket, with links to Azure again where they led to the stand-in. */
  async function served(exchange: Recorded): Promise<{ status: number | undefined; headers: Record<string, unknown>; text: string }> {
    arm.answer({ 'GET /': recordedAnswer(exchange) });
    const outgoing = request(arm.environment.resourceManagerEndpoint, { agent: false, ca: arm.ca }).end();
    const [incoming] = (await once(outgoing, 'response')) as [IncomingMessage];
    let text = '';
    for await (const chunk of incoming.setEncoding('utf8')) text += String(chunk);
    const asRecorded = (value: string): string => value.replaceAll(arm.environment.resourceManagerEndpoint, 'https://management.azure.com');
    const headers = Object.entries(incoming.headers).map(([name, value]) => [name, typeof value === 'string' ? asRecorded(value) : value]);
    return { status: incoming.statusCode, headers: Object.fromEntries(headers) as Record<string, unknown>, text: asRecorded(text) };
  }

  /** These speak of the connection, which is another one. */
  const ofTheConnection = ['connection', 'keep-alive', 'transfer-encoding', 'content-length'];

  describe('Byte for byte what was recorded is served', () => {
    test.each(scenarios().map((scenario) => [scenario, recordedExchanges(scenario).length] as const))('%s, %i answers', async (scenario) => {
      for (const exchange of recordedExchanges(scenario)) {
        const { status, headers, body } = exchange.response;
        const answer = await served(exchange);
        expect(answer.status).toBe(status);
        expect(answer.text).toBe(body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body));
        const recorded = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]);
        const names = Object.keys(answer.headers).filter((name) => !ofTheConnection.includes(name) && (name !== 'date' || 'date' in headers));
        expect(Object.fromEntries(names.map((name) => [name, answer.headers[name]]))).toEqual(Object.fromEntries(recorded.filter(([name = '']) => !ofTheConnection.includes(name))));
      }
    }, 30_000);
  });
});
