import { Button } from '@backstage/ui';
import { RiDownload2Line, RiFileCopyLine } from '@remixicon/react';
import type { PlaybookImport } from 'backstage-plugin-security-incidents-common';
import { useState } from 'react';
import { downloadText } from '../../api/download';
import { Findings } from './Findings';
import styles from './playbooks.module.css';

/** `leaked-credential.yaml`, after the name in the plan. */
function fileNameOf(plan: string): string {
  const name = /^ {2}name: ['"]?([a-z0-9][a-z0-9._-]*)/im.exec(plan)?.[1];
  return `${name ?? 'response-plan'}.yaml`;
}

/** A plan that was made of a playbook: what became of the parts, and the YAML to review and take along. */
export function MadePlan({ made }: { made: PlaybookImport }) {
  const { plan, findings } = made;
  const [copied, setCopied] = useState<boolean>();
  const copy = () =>
    navigator.clipboard.writeText(plan).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  return (
    <div className={styles.stack}>
      <Findings findings={findings} />
      <div className={styles.head}>
        <h3 className={styles.title}>The plan, for review</h3>
        <div className={styles.actions}>
          <span role="status" className={styles.quiet}>
            {copied === true && 'Copied'}
            {copied === false && 'The browser does not let it be copied'}
          </span>
          {Boolean(navigator.clipboard) && (
            <Button
              variant="secondary"
              size="small"
              iconStart={<RiFileCopyLine aria-hidden />}
              onPress={copy}
            >
              Copy
            </Button>
          )}
          <Button
            variant="secondary"
            size="small"
            iconStart={<RiDownload2Line aria-hidden />}
            onPress={() =>
              downloadText(fileNameOf(plan), plan, 'application/yaml')
            }
          >
            Download YAML
          </Button>
        </div>
      </div>
      <pre
        className={styles.yaml}
        // It scrolls, so the keyboard has to reach it.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        aria-label="Plan as YAML"
        role="region"
      >
        {plan}
      </pre>
    </div>
  );
}
