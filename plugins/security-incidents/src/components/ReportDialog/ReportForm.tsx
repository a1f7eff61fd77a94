import { Switch, TextAreaField } from '@backstage/ui';
import {
  REPORT_CERTAINTIES,
  TRISTATES,
} from 'backstage-plugin-security-incidents-common';
import { useTranslation } from '../../translation';
import type { NamedEntity } from '../common';
import styles from './ReportDialog.module.css';
import { ServiceQuestion } from './ServiceQuestion';
import { SeverityQuestion } from './SeverityQuestion';
import { Toggles } from './Toggles';
import type { ReportDraft } from './useReportDraft';

/** The questions of a report. Only the text and the service need an answer. */
export function ReportForm(props: {
  /** The service whose page the dialog was opened on. */
  here?: NamedEntity;
  draft: ReportDraft;
  onChange(changes: Partial<ReportDraft>): void;
  /** Ctrl or Cmd with Enter in the text. */
  onSend(): void;
}) {
  const { here, draft, onChange, onSend } = props;
  const { t } = useTranslation();
  return (
    <>
      <ServiceQuestion
        here={here}
        value={draft.service}
        unknown={draft.unknown}
        onChange={service => onChange({ service })}
        onUnknown={unknown => onChange({ unknown })}
      />
      <TextAreaField
        label={t('reportDialog.text.label')}
        placeholder={t('reportDialog.text.placeholder')}
        value={draft.text}
        onChange={text => onChange({ text })}
        rows={2}
        isRequired
        onKeyDown={event => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
            event.preventDefault();
            onSend();
          }
        }}
      />
      <span className={`${styles.hint} ${styles.under}`}>
        {t('reportDialog.text.hint')}
      </span>
      <div className={styles.pair}>
        <div>
          <Toggles
            label={t('reportDialog.certainty.label')}
            choices={REPORT_CERTAINTIES.map(id => ({
              id,
              label: t(`reportDialog.certainty.${id}`),
            }))}
            value={draft.certainty}
            onChange={certainty => onChange({ certainty })}
          />
          <span className={styles.hint}>
            {t('reportDialog.certainty.hint')}
          </span>
        </div>
        <Toggles
          label={t('reportDialog.ongoing.label')}
          choices={TRISTATES.map(id => ({
            id,
            label: t(`reportDialog.ongoing.${id}`),
          }))}
          value={draft.ongoing}
          onChange={ongoing => onChange({ ongoing })}
        />
      </div>
      <SeverityQuestion
        value={draft.severity}
        onChange={severity => onChange({ severity })}
      />
      <div>
        <Switch
          label={t('reportDialog.sensitive.label')}
          isSelected={draft.sensitive}
          onChange={sensitive => onChange({ sensitive })}
        />
        <p className={`${styles.hint} ${styles.reach}`}>
          {draft.sensitive
            ? t('reportDialog.sensitive.on')
            : t('reportDialog.sensitive.off')}
        </p>
      </div>
    </>
  );
}
