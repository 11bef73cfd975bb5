/** Which of Azure Resource Manager's operations a request is. */
import type { Operation } from './operation';
import { operations } from './operations';
import { matchPath, type Parameters } from './path';

export interface FoundOperation {
  readonly operation: Operation;
  readonly parameters: Parameters;
}

/** Undefined where the lab does not know it. @param path without the query */
export function findOperation(method: string, path: string): FoundOperation | undefined {
  for (const operation of operations) {
    const parameters = operation.method === method ? matchPath(operation.path, path) : undefined;
    if (parameters) return { operation, parameters };
  }
  return undefined;
}
