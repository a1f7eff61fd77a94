import {
  type ReviewFields,
  type ReviewState,
  toSearchWords,
} from 'backstage-plugin-security-incidents-common';

/** The texts of an incident that people wrote, and its key. */
interface SearchedTexts {
  key: string;
  title: string;
  summary?: string;
  codename?: string;
}

/** What is searched of a review. */
export interface SearchedReview {
  state: ReviewState;
  fields: ReviewFields;
}

/** The texts of a finished review; drafts change with every keystroke and are not searched. */
function getReviewTexts({ state, fields }: SearchedReview) {
  if (state !== 'completed' && state !== 'approved') return [];
  const {
    summary,
    lessons,
    rootCauses = [],
    contributingFactors = [],
  } = fields;
  return [
    summary,
    lessons,
    ...rootCauses.map(({ text }) => text),
    ...contributingFactors,
  ];
}

/** The words by which an incident is found: those of its facts and of its finished review. */
export function getIncidentWords(
  incident: SearchedTexts,
  review?: SearchedReview,
): string[] {
  const { key, title, summary, codename } = incident;
  return toSearchWords(
    key,
    title,
    summary,
    codename,
    ...(review ? getReviewTexts(review) : []),
  );
}

/** The words of an entity's name, by which its incidents are found. */
export function getNameWords(entityRef: string): string[] {
  return toSearchWords(entityRef.split('/')[1]);
}
