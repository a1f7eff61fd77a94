import { closedStories } from './closed';
import { completeStory } from './completeStory';
import { otherEndings } from './endings';
import { openStories } from './open';
import { unusualStories } from './unusual';
import type { Story } from './types';

export type { Story, StoryEvent } from './types';

/** Parses `at`: a time of day, or for stories of today a duration before now. */
function minutesOf({ daysAgo, at }: Story): number {
  const [hours, minutes] = at.split(':').map(Number);
  const ofDay = hours * 60 + minutes;
  return daysAgo === 0 ? -ofDay : ofDay;
}

/** All stories of the demo's company in the past 18 months, oldest first. */
export const stories: readonly Story[] = [
  ...closedStories,
  ...unusualStories,
  ...openStories,
  ...otherEndings,
]
  .map(completeStory)
  .sort((a, b) => b.daysAgo - a.daysAgo || minutesOf(a) - minutesOf(b));
