/** `survey.json`: everything that was read, and what was expected of it, so that it can be judged again elsewhere. Holds no secret. */
import type { Deployment } from '../estate/deployment';

export const surveyFileText = ({ survey, expectations }: Deployment): string => JSON.stringify({ ...survey, expectations }, undefined, 2);
