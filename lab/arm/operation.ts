/** An operation of the Azure Resource Manager: how it is asked for, what it takes, and how it is answered. */
import type { WireRequest, WireResponse } from '../http/exchange';
import type { World } from '../topology/world';
import type { OperationResults } from './operation-results';
import type { Parameters } from './path';

export interface Operation {
  /** As in Microsoft's definitions, e.g. `VirtualNetworks_Get`. */
  readonly name: string;
  readonly method: 'GET' | 'POST';
  /** A template such as `/subscriptions/{subscriptionId}`. */
  readonly path: string;
  /** The RBAC action; absent where being signed in is enough. */
  readonly action?: string;
  /** A list over a subscription, of which everyone is answered what he may read. */
  readonly filtered?: true;
  /** Answered without a token. */
  readonly anonymous?: true;
  readonly answer: (call: Call) => WireResponse;
}

/** One request to an operation, once its access has been checked. */
export interface Call {
  readonly world: World;
  readonly request: WireRequest;
  /** Of the path. The subscription and the resource group, where it names them, are known to exist. */
  readonly parameters: Parameters;
  readonly results: OperationResults;
  /** How many items a page of a list holds. */
  readonly pageSize: number;
  readonly tenantId: string;
  /** Whether the role holds an action over the resource of that id. */
  readonly mayDo: (action: string, id: string) => boolean;
}
