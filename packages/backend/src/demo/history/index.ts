import { closedStories } from './closed';
import { openStories } from './open';
import type { Story } from './types';

export type { Story, StoryEvent } from './types';

/** Everything that happened at the demo's company in the past 18 months. */
export const stories: readonly Story[] = [...closedStories, ...openStories];
