import type {
  ResultHighlight,
  SearchDocument,
} from '@backstage/plugin-search-common';
import type { ReviewSearchDocument } from 'backstage-plugin-security-incidents-common';
import { AppLink } from '../../navigation';
import { dayOf } from '../../time';
import { useTranslation } from '../../translation';
import { SeverityMark } from '../common';
import { PageResult } from './PageResult';
import { ResultText } from './ResultText';
import styles from './SearchResult.module.css';

/** How much of the text stands before the first word that was searched for. */
const BEFORE = 80;

/** Begins shortly before the first mark. The style cuts the end. */
function fromFirstMark(text: string, mark?: string): string {
  const first = mark === undefined ? -1 : text.indexOf(mark);
  if (first <= BEFORE) return text;
  const space = text.indexOf(' ', first - BEFORE);
  return `…${text.slice(space < 0 || space > first ? first : space)}`;
}

/** A finished post-incident review among the results of the platform's search. */
export function ReviewSearchResult(props: {
  result?: SearchDocument;
  highlight?: ResultHighlight;
}) {
  const { t } = useTranslation();
  if (!props.result) return null;
  if (!('key' in props.result)) return <PageResult {...props.result} />;
  const { location, text, title, severity, completedAt } =
    props.result as SearchDocument & ReviewSearchDocument;
  const { highlight } = props;
  return (
    <div className={styles.result}>
      <span className={styles.mark}>
        <SeverityMark severity={severity} decorative size={16} />
      </span>
      <div className={styles.content}>
        <AppLink to={location} className={styles.title}>
          <ResultText field="title" text={title} highlight={highlight} />
        </AppLink>
        <div className={styles.kind}>
          {t('reviews.searchResult', { day: dayOf(completedAt) })}
        </div>
        {text && (
          <div className={styles.excerpt}>
            <ResultText
              field="text"
              text={text}
              highlight={highlight}
              shorten={fromFirstMark}
            />
          </div>
        )}
      </div>
    </div>
  );
}
