import type {
  ResultHighlight,
  SearchDocument,
} from '@backstage/plugin-search-common';
import type { IncidentSearchDocument } from 'backstage-plugin-security-incidents-common';
import { AppLink } from '../../navigation';
import {
  PriorityBadge,
  SeverityChip,
  SeverityMark,
  StatusDial,
} from '../common';
import { PageResult } from './PageResult';
import { ResultText } from './ResultText';
import styles from './SearchResult.module.css';

/** An incident among the results of the platform's search. */
export function IncidentSearchResult(props: {
  result?: SearchDocument;
  highlight?: ResultHighlight;
}) {
  if (!props.result) return null;
  if (!('key' in props.result)) return <PageResult {...props.result} />;
  const { location, text, title, severity, priority, status } =
    props.result as SearchDocument & IncidentSearchDocument;
  return (
    <div className={styles.result}>
      <span className={styles.mark}>
        <SeverityMark severity={severity} decorative size={16} />
      </span>
      <div className={styles.content}>
        <AppLink to={location} className={styles.title}>
          <ResultText field="title" text={title} highlight={props.highlight} />
        </AppLink>
        {text && <div className={styles.kind}>{text}</div>}
        <div className={styles.chips}>
          <SeverityChip severity={severity} />
          <PriorityBadge priority={priority} />
          <StatusDial status={status} />
        </div>
      </div>
    </div>
  );
}
