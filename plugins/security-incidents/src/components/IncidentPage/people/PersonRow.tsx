import type { ReactNode } from 'react';
import { EntityLink } from '../../../navigation';
import { utcTime } from '../../../time';
import { useTranslation } from '../../../translation';
import page from '../IncidentPage.module.css';
import { useIncidentRecord } from '../IncidentRecord';
import styles from './People.module.css';
import { PersonMark } from './PersonMark';

/** Somebody, why they are listed, and what can be done about it. */
export function PersonRow(props: {
  principalRef: string;
  note: string;
  /** The time in the note. */
  at?: string;
  children?: ReactNode;
}) {
  const { me } = useIncidentRecord();
  const { t } = useTranslation();
  const isMe = props.principalRef === me;
  return (
    <li className={styles.person}>
      <PersonMark principalRef={props.principalRef} isMe={isMe} />
      <div className={styles.who}>
        <div className={styles.name}>
          <EntityLink entityRef={props.principalRef} hideIcon />
          {isMe && (
            <span className={styles.you}>{t('incidentPage.people.you')}</span>
          )}
        </div>
        <div className={page.quiet} title={props.at && utcTime(props.at)}>
          {props.note}
        </div>
      </div>
      {props.children}
    </li>
  );
}
