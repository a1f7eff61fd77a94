import type {
  ActionType,
  RootCauseCategory,
  SaveReviewRequest,
} from 'backstage-plugin-security-incidents-common';

/** An improvement action of the demo's history. Days are relative to the day of seeding; those before it are negative. */
export interface ActionStory {
  type: ActionType;
  title: string;
  owner: string;
  dueIn: number;
  worksIf: string;
  checkIn: number;
  checker?: string;
  /** When the owner finished it. */
  doneIn?: number;
  /** What the effect check found. */
  proven?: { in: number; by: string; text: string };
  /** Dates to which it was moved, oldest first; the last one is due. */
  moved?: Array<{ on: number; to: number; reason: string }>;
  note?: { on: number; text: string };
}

/** The review of an incident of the demo's history. */
export interface ReviewStory {
  /** Title of the incident. */
  of: string;
  category: RootCauseCategory;
  /** Besides the cause, which the resolution says. */
  fields: SaveReviewRequest;
  actions: ActionStory[];
  /** Of a major incident: who approved it. */
  approvedBy?: string;
  /** Set while it is a draft. */
  isDraft?: boolean;
}

/** A required review that somebody decided not to write. */
export interface WaivedReview {
  of: string;
  by: string;
  reason: string;
}
