import { Alert, Button, VisuallyHidden } from '@backstage/ui';
import { useKeys, useKeysSetting, usePageTitle } from '../../hooks';
import { useTranslation } from '../../translation';
import { KeyCap, ZoneNote } from '../common';
import { DetectionsFrame } from '../detections';
import { BulkForm } from './bulk/BulkForm';
import { BulkProgress } from './bulk/BulkProgress';
import { DetectionDetail } from './DetectionDetail';
import { InboxList } from './InboxList';
import styles from './InboxPage.module.css';
import { InboxTools } from './InboxTools';
import { SourceStrip } from './SourceStrip';
import { type DecisionKind, type Inbox, useInbox } from './useInbox';

/** The single keys of the page. */
function useInboxKeys(inbox: Inbox) {
  const [on] = useKeysSetting();
  const { current, selection, decisions, bulk } = inbox;
  const choose = (kind: DecisionKind) => () => {
    if (selection.selected.length === 0) inbox.choose(kind);
  };
  useKeys(
    on
      ? {
          j: () => inbox.move(1),
          k: () => inbox.move(-1),
          x: event => {
            if (!current) return;
            if (event.shiftKey) selection.selectTo(current.id);
            else selection.set(current.id, !selection.ids.has(current.id));
          },
          a: choose('attach'),
          p: choose('promote'),
          d: choose('dismiss'),
          s: choose('suppress'),
          u: () => decisions.undo(),
          ...(selection.selected.length > 0 && !bulk.run
            ? { Escape: () => selection.setAll(false) }
            : {}),
        }
      : {},
  );
}

/** The last decision, for as long as it can be taken back with one key. */
function LastDecision({ inbox }: { inbox: Inbox }) {
  const { last, problem, undo, said } = inbox.decisions;
  const { t } = useTranslation();
  return (
    <>
      <VisuallyHidden>
        <span role="status">{said}</span>
      </VisuallyHidden>
      {problem && (
        <div role="alert">
          <Alert
            status="warning"
            title={t('inbox.done.couldNotUndo', { reason: problem.message })}
          />
        </div>
      )}
      {last && (
        <section className={styles.last} aria-label={t('inbox.done.label')}>
          <span>
            {last.text}
            {last.detection.status === 'promoted' && (
              <span className={styles.quiet}>
                {` ${t('inbox.done.undoKeeps')}`}
              </span>
            )}
          </span>
          <Button variant="secondary" size="small" onPress={undo}>
            {t('inbox.done.undo')} <KeyCap>U</KeyCap>
          </Button>
        </section>
      )}
    </>
  );
}

/** Leads from the detections with a service to those without. */
function UnmappedNote({ inbox }: { inbox: Inbox }) {
  const { t } = useTranslation();
  const { address, panel } = inbox;
  const count = panel.data?.counts.unmapped ?? 0;
  if (address.filters.view !== 'new' || count === 0) return null;
  return (
    <section className={styles.unmapped}>
      <span>
        <b>{t('inbox.unmapped.title', { count })}</b> {t('inbox.unmapped.hint')}
      </span>
      <Button
        variant="secondary"
        size="small"
        onPress={() => address.change({ view: 'unmapped' })}
      >
        {t('inbox.unmapped.open')}
      </Button>
    </section>
  );
}

function Panel({ inbox }: { inbox: Inbox }) {
  const { bulk, selection, address, rows } = inbox;
  if (bulk.run) {
    return (
      <BulkProgress
        run={bulk.run}
        bulk={bulk}
        linkTo={address.linkTo}
        onFinish={() => {
          bulk.finish();
          selection.setAll(false);
        }}
      />
    );
  }
  if (selection.selected.length > 0) {
    return (
      <BulkForm
        selected={selection.selected}
        sourceTitle={inbox.sourceTitle}
        onStart={(selected, decision) => bulk.start(rows, selected, decision)}
        onClear={() => selection.setAll(false)}
      />
    );
  }
  return <DetectionDetail inbox={inbox} />;
}

function InboxContent() {
  const { t } = useTranslation();
  const inbox = useInbox();
  const { address, panel, bulk, selection } = inbox;
  useInboxKeys(inbox);
  usePageTitle(t('detection.title'));
  const isDeciding = address.id !== undefined || bulk.run;
  // The rows that are selected stay in sight.
  const route = selection.selected.length > 0 && !bulk.run ? 'bulk' : undefined;
  return (
    <div
      className={styles.inbox}
      data-route={route ?? (isDeciding ? 'decision' : 'list')}
    >
      <div className={styles.strip}>
        <SourceStrip />
      </div>
      <div className={styles.toolsRow}>
        <InboxTools address={address} counts={panel.data?.counts} />
      </div>
      <LastDecision inbox={inbox} />
      <div className={styles.grid} data-stale={panel.isPrevious || undefined}>
        <div className={styles.listColumn}>
          <InboxList inbox={inbox} />
          <UnmappedNote inbox={inbox} />
        </div>
        <div className={styles.detailColumn}>
          <Panel inbox={inbox} />
        </div>
      </div>
      <ZoneNote />
    </div>
  );
}

/**
 * Detections that wait for a decision, beside the one that is decided about. View, filters and the open detection are in
 * the URL.
 *
 * @param props.framed - whether the app shows a header above the page
 */
export function InboxPage(props: { framed?: boolean }) {
  return (
    <DetectionsFrame framed={props.framed}>
      <InboxContent />
    </DetectionsFrame>
  );
}
