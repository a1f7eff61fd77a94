import { useApi } from '@backstage/core-plugin-api';
import {
  Alert,
  Button,
  Checkbox,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  TextAreaField,
} from '@backstage/ui';
import { useQueryClient } from '@tanstack/react-query';
import type { RequirementShare } from 'backstage-plugin-security-incidents-common';
import { useState } from 'react';
import { reportsApiRef } from '../../api';
import { queryKeys } from '../../queries';
import { useTranslation } from '../../translation';
import { errorMessage } from '../common';
import { getMissingText, getRequirementText } from '../reports/requirements';
import styles from '../reports/reports.module.css';
import page from './ClausePage.module.css';

/** The backend takes so many at once. */
const MOST = 100;
const MAX_TEXT = 1_000;

/** Explains gaps of one requirement, each once. */
export function ExplainDialog(props: {
  share: RequirementShare;
  onClose(): void;
}) {
  const { share, onClose } = props;
  const { requirement } = share;
  const { t } = useTranslation();
  const api = useApi(reportsApiRef);
  const client = useQueryClient();
  const gaps = share.gaps
    .filter(({ explanation }) => !explanation)
    .slice(0, MOST);
  const [chosen, setChosen] = useState<readonly string[]>(
    gaps.length === 1 ? [gaps[0].key] : [],
  );
  const [text, setText] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Error>();
  const send = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      await api.explainGaps({
        requirement,
        incidents: [...chosen],
        text: text.trim(),
      });
      await client.invalidateQueries({ queryKey: queryKeys.reports });
      onClose();
    } catch (error) {
      setProblem(error as Error);
      setBusy(false);
    }
  };
  return (
    <Dialog
      isOpen
      isDismissable={!busy}
      onOpenChange={open => !open && onClose()}
      width={560}
      // The dialog of BUI is half transparent in dark.
      style={{ background: 'var(--bui-bg-app)' }}
    >
      <DialogHeader>{t('reportClause.explain.title')}</DialogHeader>
      <DialogBody>
        <div className={page.dialog}>
          <p className={styles.bold}>
            {getRequirementText(t, requirement, 'title')}
          </p>
          <p className={styles.quiet}>{t('reportClause.explain.intro')}</p>
          <fieldset className={page.choices}>
            <legend>{t('reportClause.explain.incidents')}</legend>
            {gaps.length > 1 && (
              <Checkbox
                isSelected={chosen.length === gaps.length}
                isIndeterminate={
                  chosen.length > 0 && chosen.length < gaps.length
                }
                onChange={all =>
                  setChosen(all ? gaps.map(({ key }) => key) : [])
                }
              >
                {t('reportClause.explain.all')}
              </Checkbox>
            )}
            {gaps.map(gap => (
              <Checkbox
                key={gap.key}
                isSelected={chosen.includes(gap.key)}
                onChange={selected =>
                  setChosen(
                    selected
                      ? [...chosen, gap.key]
                      : chosen.filter(key => key !== gap.key),
                  )
                }
              >
                {`${gap.key} ${gap.title}: ${gap.missing
                  .map(fact => getMissingText(t, fact))
                  .join('. ')}`}
              </Checkbox>
            ))}
          </fieldset>
          <TextAreaField
            label={t('reportClause.explain.text')}
            description={t('reportClause.explain.textHint')}
            isRequired
            maxLength={MAX_TEXT}
            value={text}
            onChange={setText}
          />
          {problem && (
            <Alert status="danger" icon title={errorMessage(problem)} />
          )}
        </div>
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" isDisabled={busy} onPress={onClose}>
          {t('common.cancel')}
        </Button>
        <Button
          variant="primary"
          isPending={busy}
          isDisabled={chosen.length === 0 || text.trim() === ''}
          onPress={send}
        >
          {t('reportClause.explain.send', { count: chosen.length })}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
