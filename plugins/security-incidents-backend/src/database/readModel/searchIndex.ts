import { toSearchWords } from 'backstage-plugin-security-incidents-common';

/** The texts of an incident that people wrote, and its key. */
interface SearchedTexts {
  key: string;
  title: string;
  summary?: string;
  codename?: string;
}

/** The words by which an incident is found. */
export function getIncidentWords(incident: SearchedTexts): string[] {
  const { key, title, summary, codename } = incident;
  return toSearchWords(key, title, summary, codename);
}

/** The words of an entity's name, by which its incidents are found. */
export function getNameWords(entityRef: string): string[] {
  return toSearchWords(entityRef.split('/')[1]);
}
