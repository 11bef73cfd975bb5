/**
 * The commands by which a step speaks to its pipeline: lines of standard output. What GitHub's own toolkit (@actions/core) does for these few is this
 * escaping; beside it the toolkit brings an HTTP client and its connection pool (undici), which nothing here needs.
 */
import type { Issue } from './issues';

/** https://docs.github.com/actions/reference/workflow-commands-for-github-actions, with the runner's own escaping (ActionCommand.cs). */
export const githubLines = (issues: readonly Issue[]): string[] => issues.map(({ severity, title, lines }) => `::${severity} title=${githubProperty(title)}::${githubData(lines.join('\n'))}`);

const githubData = (text: string): string => text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');

const githubProperty = (text: string): string => githubData(text).replace(/:/g, '%3A').replace(/,/g, '%2C');

/** https://learn.microsoft.com/azure/devops/pipelines/scripts/logging-commands. There are no notices; an issue is shown as one line. */
export const azureLines = (issues: readonly Issue[]): string[] => issues.flatMap(({ severity, lines }) => (severity === 'notice' ? [] : [azureCommand('task.logissue', { type: severity }, lines.join(' '))]));

/** Shows a file of Markdown on the run's page, under Extensions. @param path absolute */
export const azureSummary = (path: string): string => azureCommand('task.uploadsummary', {}, path);

/** Keeps a file with the step; the REST API lists it by its type. @param path absolute */
export const azureAttachment = (name: string, path: string): string => azureCommand('task.addattachment', { type: 'spokecheck', name }, path);

const azureCommand = (name: string, properties: Readonly<Record<string, string>>, data: string): string =>
  `##vso[${[name, Object.entries(properties).map(([key, value]) => `${key}=${azureProperty(value)}`).join(';')].filter(Boolean).join(' ')}]${azureData(data)}`;

const azureData = (text: string): string => text.replace(/%/g, '%AZP25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');

const azureProperty = (text: string): string => azureData(text).replace(/\]/g, '%5D').replace(/;/g, '%3B');
