import { HighlightedSearchResultText } from '@backstage/plugin-search-react';
import type { ResultHighlight } from '@backstage/plugin-search-common';

/** A field of a result, with the words that were searched for marked. */
export function ResultText(props: {
  field: 'title' | 'text';
  text: string;
  highlight?: ResultHighlight;
  /** Shortens the text, with or without marks. */
  shorten?: (text: string, mark?: string) => string;
}) {
  const { field, highlight, shorten = text => text } = props;
  const marked = highlight?.fields[field];
  return marked ? (
    <HighlightedSearchResultText
      text={shorten(marked, highlight.preTag)}
      preTag={highlight.preTag}
      postTag={highlight.postTag}
    />
  ) : (
    <>{shorten(props.text)}</>
  );
}
