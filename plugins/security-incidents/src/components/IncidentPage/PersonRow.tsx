import { EntityRefLink } from '@backstage/plugin-catalog-react';
import type { ReactNode } from 'react';
import page from './IncidentPage.module.css';
import { useIncidentRecord } from './IncidentRecord';
import styles from './People.module.css';
import { PersonMark } from './PersonMark';

/** Somebody, why they are listed, and what can be done about it. */
export function PersonRow(props: {
  principalRef: string;
  note: string;
  children?: ReactNode;
}) {
  const { me } = useIncidentRecord();
  const isMe = props.principalRef === me;
  return (
    <li className={styles.person}>
      <PersonMark principalRef={props.principalRef} isMe={isMe} />
      <div className={styles.who}>
        <div className={styles.name}>
          <EntityRefLink
            entityRef={props.principalRef}
            defaultKind="user"
            hideIcon
          />
          {isMe && <span className={styles.you}>You</span>}
        </div>
        <div className={page.quiet}>{props.note}</div>
      </div>
      {props.children}
    </li>
  );
}
