import type { ReactNode } from 'react';
import { MayReport } from './common';
import { FollowUpNav } from './FollowUpNav';
import { ReportConcernButton } from './ReportDialog';
import { UnframedHead } from './UnframedHead';
import styles from './FollowUpFrame.module.css';

/** What the pages of the tab Follow-up share: their head and their links. */
export function FollowUpFrame(props: {
  /** Whether the app shows a header above the page. */
  framed?: boolean;
  children: ReactNode;
}) {
  return (
    <div className={styles.page}>
      <div className={styles.column}>
        {!props.framed && (
          <UnframedHead>
            <MayReport>
              <ReportConcernButton variant="secondary" />
            </MayReport>
          </UnframedHead>
        )}
        <FollowUpNav />
        {props.children}
      </div>
    </div>
  );
}
