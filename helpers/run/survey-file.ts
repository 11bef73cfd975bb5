/** `survey.json`: everything that was read, and what was expected of it, so that it can be judged again elsewhere. Holds no secret. */
import type { Deployment } from '../estate/deployment';
import { printableJson } from '../printable/printable';

export const surveyFileText = ({ survey, expectations }: Deployment): string => printableJson({ ...survey, expectations });
