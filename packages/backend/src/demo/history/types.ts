import type {
  AffectedRequest,
  ChangeTaskRequest,
  CreateIncidentRequest,
  IncidentRole,
  MajorRequest,
  RecordStepRequest,
  TransitionRequest,
  UpdateIncidentRequest,
} from 'backstage-plugin-security-incidents-common';

/** One incident of the demo's past. */
export interface Story {
  /** Named when another story is merged into this one. */
  id?: string;
  /** Days before now at which it was reported. */
  daysAgo: number;
  /**
   * The plan that is selected when triage is left. Stories without are told as if there had been none: the plans of today did
   * not exist when most of this happened.
   */
  plan?: string;
  /** UTC time of day `HH:MM`; for a story of today (daysAgo 0): how long ago. */
  at: string;
  reporter: string;
  report: Omit<CreateIncidentRequest, 'occurredAt' | 'detectedAt'> & {
    /** ISO-8601 durations before the report. */
    occurredBefore?: string;
    detectedBefore?: string;
  };
  events: StoryEvent[];
}

/** Something that happened to it. */
export type StoryEvent = {
  /** ISO-8601 duration since the report. */
  after: string;
  by: string;
} & (
  | { do: 'role'; role: IncidentRole; principal: string }
  | { do: 'update'; changes: UpdateIncidentRequest }
  | { do: 'major'; major: MajorRequest }
  | { do: 'move'; move: TransitionRequest }
  | {
      do: 'step';
      step: Omit<RecordStepRequest, 'taskId'>;
      /** The task that it is for, by its id in the plan. */
      task?: string;
      performedBefore?: string;
      /** Index of an earlier step of the story. */
      corrects?: number;
    }
  | { do: 'affected'; affected: AffectedRequest }
  | { do: 'task'; task: string; change: ChangeTaskRequest }
);
