/** Types of the SDK's request pipeline, which the clients export only as part of their options. */
import type { NetworkManagementClientOptionalParams } from '@azure/arm-network';

type AdditionalPolicy = NonNullable<NetworkManagementClientOptionalParams['additionalPolicies']>[number];

/** A step that every attempt of every request goes through. */
export type Policy = AdditionalPolicy['policy'];
/** By which a policy passes the request on to the next one. */
export type Send = Parameters<Policy['sendRequest']>[1];
export type PipelineRequest = Parameters<Send>[0];
export type PipelineResponse = Awaited<ReturnType<Send>>;
