import type { ReactNode } from 'react';
import { useTranslation } from '../../translation';
import { GuardedFrame } from '../GuardedFrame';
import { ReportsNav } from '../ReportsNav';
import { useMayReadReports } from './permissions';
import styles from './ReportsFrame.module.css';

/** What the pages of the reports share: their head, their links, and what those see who may not open them. */
export function ReportsFrame(props: {
  /** Whether the app shows a header above the page. */
  framed?: boolean;
  children: ReactNode;
}) {
  const { t } = useTranslation();
  return (
    <div className={styles.page}>
      <GuardedFrame
        framed={props.framed}
        report="secondary"
        permission={useMayReadReports()}
        subject={t('reports.subject')}
        forbidden={{
          title: t('reports.forbidden.title'),
          hint: t('reports.forbidden.hint'),
        }}
        nav={<ReportsNav />}
      >
        {props.children}
      </GuardedFrame>
    </div>
  );
}
