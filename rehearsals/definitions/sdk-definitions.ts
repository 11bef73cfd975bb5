/** Operations that the published definitions at hand do not have. What Microsoft's own clients ask with and take for an answer stands in for those. */
import { ComputeManagementClient } from '@azure/arm-compute';
import { NetworkManagementClient } from '@azure/arm-network';
import type { DefinitionsJudge, Difference } from './definitions';
import { mapperDifferences, type OperationSpec } from './mapper-differences';

interface Clients {
  readonly network: NetworkManagementClient;
  readonly compute: ComputeManagementClient;
}

/** A list is asked for when its first item is. */
type Asking = (clients: Clients) => Promise<unknown> | AsyncIterableIterator<unknown>;

/** By Microsoft's name of the operation: the call that leads to it. Its method, path, parameters and mappers are the client's. */
export const operationsOfTheSdk: Readonly<Record<string, Asking>> = {
  AzureFirewalls_Get: ({ network }) => network.azureFirewalls.get('g', 'n'),
  AzureFirewalls_List: ({ network }) => network.azureFirewalls.list('g'),
  AzureFirewalls_ListAll: ({ network }) => network.azureFirewalls.listAll(),
  ListNetworkManagerEffectiveSecurityAdminRules: ({ network }) => network.listNetworkManagerEffectiveSecurityAdminRules('g', 'n', {}),
  NetworkInterfaces_GetVirtualMachineScaleSetNetworkInterface: ({ network }) => network.networkInterfaces.getVirtualMachineScaleSetNetworkInterface('g', 'n', '0', 'c'),
  NetworkInterfaces_ListVirtualMachineScaleSetNetworkInterfaces: ({ network }) => network.networkInterfaces.listVirtualMachineScaleSetNetworkInterfaces('g', 'n'),
  NetworkInterfaces_ListVirtualMachineScaleSetVMNetworkInterfaces: ({ network }) => network.networkInterfaces.listVirtualMachineScaleSetVMNetworkInterfaces('g', 'n', '0'),
  VirtualMachineScaleSets_Get: ({ compute }) => compute.virtualMachineScaleSets.get('g', 'n'),
  VirtualMachineScaleSets_List: ({ compute }) => compute.virtualMachineScaleSets.list('g'),
  VirtualMachineScaleSets_ListAll: ({ compute }) => compute.virtualMachineScaleSets.listAll(),
  VirtualMachineScaleSetVMs_Get: ({ compute }) => compute.virtualMachineScaleSetVMs.get('g', 'n', '0'),
  VirtualMachineScaleSetVMs_GetInstanceView: ({ compute }) => compute.virtualMachineScaleSetVMs.getInstanceView('g', 'n', '0'),
  VirtualMachineScaleSetVMs_List: ({ compute }) => compute.virtualMachineScaleSetVMs.list('g', 'n'),
  VirtualNetworkAppliances_Get: ({ network }) => network.virtualNetworkAppliances.get('g', 'n'),
  VirtualNetworkAppliances_List: ({ network }) => network.virtualNetworkAppliances.list('g'),
  VirtualNetworkAppliances_ListAll: ({ network }) => network.virtualNetworkAppliances.listAll(),
};

/** @throws where a call leads to no operation */
async function specOf(name: string, ask: Asking): Promise<OperationSpec> {
  const credential = { getToken: () => Promise.resolve(null) };
  const clients: Clients = { network: new NetworkManagementClient(credential, 's'), compute: new ComputeManagementClient(credential, 's') };
  let spec: OperationSpec | undefined;
  const instead = 'Nothing is sent.';
  const keep: NetworkManagementClient['sendOperationRequest'] = (_, operation) => {
    spec = operation;
    return Promise.reject(new Error(instead));
  };
  for (const client of Object.values(clients) as NetworkManagementClient[]) client.sendOperationRequest = keep;
  const asked = ask(clients);
  await ('next' in asked ? asked.next() : asked).catch((error: unknown) => {
    if (!(error instanceof Error && error.message === instead)) throw error;
  });
  if (!spec) throw new Error(`The call for ${name} leads to no operation.`);
  return spec;
}

/** As the judge of the published definitions. It answers UNKNOWN_OPERATION for what is not in the list. */
export async function loadSdkDefinitions(): Promise<DefinitionsJudge> {
  const operations: { operation: string; method: string; path: RegExp; spec: OperationSpec }[] = [];
  for (const [operation, ask] of Object.entries(operationsOfTheSdk)) {
    const spec = await specOf(operation, ask);
    operations.push({ operation, method: spec.httpMethod, path: new RegExp(`^${(spec.path ?? '').replace(/\{\w+\}/g, '[^/]+')}$`, 'i'), spec });
  }
  return ({ method, url, requestBody, status, body }) => {
    const [path = '', query = ''] = url.split('?');
    const found = operations.find((candidate) => candidate.method === method && candidate.path.test(path));
    if (!found) return Promise.resolve({ differences: [{ code: 'UNKNOWN_OPERATION', in: 'request', place: '', message: `No client asks with ${method} ${path}` }] });
    const { operation, spec } = found;
    return Promise.resolve({ operation, differences: [...inRequest(spec, new URLSearchParams(query), requestBody), ...inAnswer(spec, status, body)] });
  };
}

function inRequest({ queryParameters = [], requestBody, serializer }: OperationSpec, query: URLSearchParams, body: unknown): Difference[] {
  // A link to a further page has a parameter of its own.
  const known = ['$skiptoken', ...queryParameters.map(({ mapper }) => (mapper.serializedName ?? '').toLowerCase())];
  const unknown = [...query.keys()].filter((name) => !known.includes(name.toLowerCase()));
  return [
    ...unknown.map((name): Difference => ({ code: 'UNKNOWN_PARAMETER', in: 'request', place: `.query.${name}`, message: `No such parameter: ${name}` })),
    ...(requestBody && body !== undefined ? mapperDifferences(serializer.modelMappers, requestBody.mapper, body).map((found): Difference => ({ ...found, in: 'request' })) : []),
  ];
}

function inAnswer({ responses, serializer }: OperationSpec, status: number, body: unknown): Difference[] {
  const defined = responses[status.toString()] ?? (status >= 400 ? responses['default'] : undefined);
  if (!defined) return [{ code: 'INVALID_RESPONSE_CODE', in: 'response', place: '', message: `No client takes ${status.toString()} for an answer` }];
  if (!defined.bodyMapper) return [];
  return mapperDifferences(serializer.modelMappers, defined.bodyMapper as Parameters<typeof mapperDifferences>[1], body).map((found): Difference => ({ ...found, in: 'response' }));
}
