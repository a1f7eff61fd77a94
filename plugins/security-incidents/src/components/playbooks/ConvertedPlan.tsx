import { Button, ButtonLink, TextField } from '@backstage/ui';
import { RiDownload2Line, RiEditLine, RiFileCopyLine } from '@remixicon/react';
import type { PlaybookImport } from 'backstage-plugin-security-incidents-common';
import { useState } from 'react';
import { downloadText } from '../../api/download';
import { usePlanTemplate } from '../../hooks';
import { useTranslation } from '../../translation';
import { Findings } from './Findings';
import { NameCheck } from './NameCheck';
import { isEntityName, readMetadata, withName } from './planMetadata';
import styles from './playbooks.module.css';

/** Whether copying worked, once somebody tried. */
function useCopy(text: string) {
  const [copied, setCopied] = useState<boolean>();
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  return { copied, copy };
}

/** The plan that a playbook was converted to: what became of each part, and the YAML to copy or download. */
export function ConvertedPlan({ result }: { result: PlaybookImport }) {
  const { findings } = result;
  const { t } = useTranslation();
  const given = readMetadata(result.plan, 'name');
  const [typed, setTyped] = useState(given ?? '');
  const isValid = isEntityName(typed);
  const name = isValid ? typed : given;
  const plan = name ? withName(result.plan, name) : result.plan;
  const { copied, copy } = useCopy(plan);
  const template = usePlanTemplate();
  return (
    <div className={styles.stack}>
      {given && (
        <div className={styles.name}>
          <TextField
            label={t('playbooks.result.name')}
            description={t(
              isValid
                ? 'playbooks.result.nameHint'
                : 'playbooks.result.nameInvalid',
            )}
            value={typed}
            onChange={setTyped}
            isInvalid={!isValid}
          />
          {name && (
            <NameCheck
              name={name}
              namespace={readMetadata(plan, 'namespace') ?? 'default'}
            />
          )}
        </div>
      )}
      <Findings findings={findings} />
      <div className={styles.head}>
        <h3 className={styles.title}>{t('playbooks.result.title')}</h3>
        <div className={styles.actions}>
          <span role="status" className={styles.quiet}>
            {copied === true && t('playbooks.result.copied')}
            {copied === false && t('playbooks.result.notCopied')}
          </span>
          {Boolean(navigator.clipboard) && (
            <Button
              variant="secondary"
              size="small"
              iconStart={<RiFileCopyLine aria-hidden />}
              onPress={copy}
            >
              {t('playbooks.result.copy')}
            </Button>
          )}
          <Button
            variant="secondary"
            size="small"
            iconStart={<RiDownload2Line aria-hidden />}
            onPress={() =>
              downloadText(
                `${name ?? 'response-plan'}.yaml`,
                plan,
                'application/yaml',
              )
            }
          >
            {t('playbooks.result.download')}
          </Button>
          {template && (
            <ButtonLink
              variant="secondary"
              size="small"
              href={template}
              target="_blank"
              rel="noopener noreferrer"
              iconStart={<RiEditLine aria-hidden />}
            >
              {t('playbooks.result.send')}
            </ButtonLink>
          )}
        </div>
      </div>
      <pre
        className={styles.yaml}
        // It scrolls, so it must be reachable by keyboard.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        aria-label={t('playbooks.result.yaml')}
        role="region"
      >
        {plan}
      </pre>
    </div>
  );
}
