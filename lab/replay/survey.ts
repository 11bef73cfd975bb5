/** What a run of `verify` read of a deployment, as its survey file holds it. */
import type { z } from 'zod';
import type { problem, surveySchema } from './survey-schema';

export type RecordedSurvey = z.infer<typeof surveySchema>;
export type Problem = z.infer<typeof problem>;

export type Reading<T> = { readonly status: 'read'; readonly value: T } | { readonly status: 'unread'; readonly problem: Problem };

type ValueRead<Map> = Map extends Record<string, infer R> ? Extract<R, { status: 'read' }> extends { value: infer T } ? T : never : never;

export type RecordedNetwork = ValueRead<RecordedSurvey['virtualNetworks']>;
export type RecordedPeering = RecordedNetwork['peerings'][number];
export type RecordedRouteTable = ValueRead<RecordedSurvey['routeTables']>;
export type RecordedNic = ValueRead<RecordedSurvey['networkInterfaces']>;
export type RecordedMachine = ValueRead<RecordedSurvey['virtualMachines']>;
export type RecordedRoute = ValueRead<RecordedSurvey['effectiveRoutes']>[number];
export type RecordedSecurityGroup = ValueRead<RecordedSurvey['effectiveSecurityGroups']>[number];
export type RecordedSecurityRule = RecordedSecurityGroup['rules'][number];
export type RecordedRouteServer = NonNullable<Extract<RecordedSurvey['routeServer'], { status: 'read' }>['value']>;
export type RecordedFirewall = ValueRead<RecordedSurvey['firewalls']>;
export type RecordedLoadBalancer = ValueRead<RecordedSurvey['loadBalancers']>;
export type RecordedExpectations = NonNullable<RecordedSurvey['expectations']>;
export type RecordedFlow = RecordedExpectations['flows'][number];
export type RecordedAdminRule = ValueRead<RecordedSurvey['adminRules']>[number];
