/** Reads single resources for whoever asks, and those that are asked for together by list where that is fewer requests. */
import type { Reading } from '../../estate/reading';
import { keyOf, parseResourceId } from '../../estate/resource-id';
import type { PartName, SurveyParts } from '../../estate/survey-parts';
import { observe } from '../problem/observe';
import type { AzureClients } from '../transport/azure-clients';
import type { ListedPart } from './lists';
import { lists } from './lists';
import { readFromLists } from './read-from-lists';
import { readers } from './readers';

export interface BatchReader {
  /** As the part's own reader: never rejects for what Azure responds. */
  read<Part extends PartName>(part: Part, id: string): Promise<Reading<SurveyParts[Part]>>;
}

/** From which of a subscription's readings it follows what else is asked for in it: NICs and route tables lie where their network lies, a machine where its NICs do. */
const follows: Readonly<Partial<Record<ListedPart, ListedPart>>> = { networkInterfaces: 'virtualNetworks', routeTables: 'virtualNetworks', virtualMachines: 'networkInterfaces' };

/** How long is waited for readings from which more may follow; one that does not come keeps nothing waiting. */
const longestWaitMs = 1_000;

interface Batch {
  readonly part: ListedPart;
  readonly subscriptionId: string;
  waiting: { readonly id: string; readonly answer: (reading: Promise<Reading<unknown>>) => void }[];
  /** Asked for and not read yet. */
  open: number;
  flush?: NodeJS.Timeout | undefined;
}

/** To be made anew for each survey: it keeps nothing of what was read. */
export function createBatchReader(azure: AzureClients): BatchReader {
  const batches = new Map<string, Batch>();
  const batchOf = (part: ListedPart, subscriptionId: string): Batch => {
    const name = `${part} ${subscriptionId.toLowerCase()}`;
    const batch = batches.get(name) ?? { part, subscriptionId, waiting: [], open: 0 };
    batches.set(name, batch);
    return batch;
  };

  const send = (batch: Batch): void => {
    clearTimeout(batch.flush);
    batch.flush = undefined;
    const { part, subscriptionId, waiting } = batch;
    batch.waiting = [];
    const listed = readFromLists(azure, part, subscriptionId, [...new Map(waiting.map(({ id }) => [keyOf(id), id])).values()]);
    for (const { id, answer } of waiting) answer(listed.then((found) => (found.has(keyOf(id)) ? fromList(azure, part, id, found.get(keyOf(id))) : readers[part](azure, id))));
  };
  /** Once whoever waits for what was just read has asked for what follows from it. */
  const sendSoon = (batch: Batch): void => {
    if (batch.waiting.length === 0) return;
    const before = follows[batch.part];
    const mayGrow = before !== undefined && batchOf(before, batch.subscriptionId).open > 0;
    if (mayGrow) batch.flush ??= setTimeout(() => { send(batch); }, longestWaitMs);
    else setImmediate(() => { if (batch.waiting.length > 0) send(batch); });
  };

  const ended = (batch: Batch): void => {
    batch.open -= 1;
    if (batch.open > 0) return;
    for (const other of [...batches.values()]) if (follows[other.part] === batch.part && other.subscriptionId.toLowerCase() === batch.subscriptionId.toLowerCase()) setImmediate(() => { sendSoon(other); });
  };

  const readBatched = async (batch: Batch, id: string): Promise<Reading<unknown>> => {
    batch.open += 1;
    try {
      return await new Promise((answer) => {
        batch.waiting.push({ id, answer });
        sendSoon(batch);
      });
    } finally {
      ended(batch);
    }
  };

  return {
    read<Part extends PartName>(part: Part, id: string) {
      const place = parseResourceId(id);
      if (!isListed(part) || !place) return readers[part](azure, id);
      return readBatched(batchOf(part, place.subscriptionId), id) as Promise<Reading<SurveyParts[Part]>>;
    },
  };
}

const isListed = (part: PartName): part is ListedPart => part in lists;

function fromList<Value>(azure: AzureClients, part: ListedPart, id: string, value: Value): Promise<Reading<Value>> {
  if (part === 'virtualMachines') azure.listedMachines.add(keyOf(id));
  return observe(`GET ${id}`, () => Promise.resolve(value));
}
