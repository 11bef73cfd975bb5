/** The SDK's request pipeline as its policies see it, named here once because the clients only export it as part of their options. */
import type { NetworkManagementClientOptionalParams } from '@azure/arm-network';

type AdditionalPolicy = NonNullable<NetworkManagementClientOptionalParams['additionalPolicies']>[number];

/** A step that every attempt of every request goes through. */
export type Policy = AdditionalPolicy['policy'];
/** What a policy hands the request on with. */
export type Send = Parameters<Policy['sendRequest']>[1];
export type PipelineRequest = Parameters<Send>[0];
export type PipelineResponse = Awaited<ReturnType<Send>>;
