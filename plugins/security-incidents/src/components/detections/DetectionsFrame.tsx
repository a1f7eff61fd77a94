import type { ReactNode } from 'react';
import { useAppLocation, useRouteRef } from '../../navigation';
import {
  detectionRulesRouteRef,
  inboxRouteRef,
  sourcesRouteRef,
} from '../../routes';
import { useTranslation } from '../../translation';
import { GuardedFrame } from '../GuardedFrame';
import { SecondRow } from '../SecondRow';
import styles from './detections.module.css';
import { useMayTriage } from './permissions';

function DetectionsNav() {
  const { t } = useTranslation();
  const inbox = useRouteRef(inboxRouteRef)();
  const sources = useRouteRef(sourcesRouteRef)();
  const rules = useRouteRef(detectionRulesRouteRef)();
  const at = useAppLocation().pathname.replace(/\/$/, '');
  const isUnder = (path: string) => at === path || at.startsWith(`${path}/`);
  return (
    <SecondRow
      label={t('detection.nav.label')}
      views={[
        {
          label: t('detection.nav.detections'),
          to: inbox,
          isCurrent: isUnder(inbox) && !isUnder(sources) && !isUnder(rules),
        },
        {
          label: t('detection.nav.sources'),
          to: sources,
          isCurrent: isUnder(sources),
        },
        {
          label: t('detection.nav.rules'),
          to: rules,
          isCurrent: isUnder(rules),
        },
      ]}
    />
  );
}

/** What the pages of the inbox share: their head, their links, and what those see who may not triage. */
export function DetectionsFrame(props: {
  /** Whether the app shows a header above the page. */
  framed?: boolean;
  children: ReactNode;
}) {
  const { t } = useTranslation();
  return (
    <div className={styles.page}>
      <div className={styles.column}>
        <GuardedFrame
          framed={props.framed}
          report="primary"
          permission={useMayTriage()}
          subject={t('detection.subject')}
          forbidden={{
            title: t('detection.forbidden.title'),
            hint: t('detection.forbidden.hint'),
          }}
          nav={<DetectionsNav />}
        >
          {props.children}
        </GuardedFrame>
      </div>
    </div>
  );
}
