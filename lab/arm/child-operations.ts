/** Makes the operations of a child type, such as the subnets of a virtual network: one, and all of a parent. */
import type { WireResponse } from '../http/exchange';
import { remember } from '../topology/remember';
import { sameText } from '../topology/resource-ids';
import type { Placed } from '../topology/topology';
import type { World } from '../topology/world';
import { childNotFound, parentNotFound } from './arm-error';
import { page } from './list';
import type { Call, Operation } from './operation';
import type { ResourceBody } from './resource-body';
import { namedResource, one, pathOf, type ResourceType } from './resource-operations';

export interface ChildType<Parent extends Placed> {
  readonly parent: ResourceType<Parent>;
  /** The last part of the type, e.g. `subnets`. */
  readonly type: string;
  /** Microsoft's names of the operations. */
  readonly names: { readonly get: string; readonly list: string };
  /** All children of one parent, whose etag they carry. */
  readonly bodies: (world: World, parent: Parent, etag: string) => readonly ResourceBody[];
}

export function childOperations<Parent extends Placed>(kind: ChildType<Parent>): Operation[] {
  const { parent, type, names } = kind;
  const read = { method: 'GET', action: `${parent.type}/${type}/read` } as const;
  const path = `${pathOf(parent.type)}/${type}`;
  return [
    { ...read, name: names.list, path, answer: ofParent(kind, ({ children, call }) => page(call.request.url, call.pageSize, children)) },
    {
      ...read,
      name: names.get,
      path: `${path}/{childName}`,
      answer: ofParent(kind, ({ children, call, parentId }) => {
        const { childName = '' } = call.parameters;
        const child = children.find(({ name }) => sameText(name, childName));
        return child ? one(child, true) : childNotFound(`${parentId}/${type}/${childName}`);
      }),
    },
  ];
}

interface Family {
  readonly children: readonly ResourceBody[];
  readonly call: Call;
  readonly parentId: string;
}

/** Answers where the parent is there, else 404. */
function ofParent<Parent extends Placed>({ parent, type, bodies }: ChildType<Parent>, answer: (family: Family) => WireResponse): Operation['answer'] {
  return (call) => {
    const found = namedResource(parent, call);
    if (!found) {
      const [, typeOfParent = ''] = parent.type.split('/');
      return parentNotFound(`${typeOfParent}/${type}`, pathOf(parent.type).replace(/\{(\w+)\}/g, (_, parameter: string) => call.parameters[parameter] ?? ''));
    }
    const { id, etag = '' } = parent.body(call.world, found, call);
    const children = remember(call.world.topology, bodies, found, () => bodies(call.world, found, etag));
    return answer({ children, call, parentId: id });
  };
}
