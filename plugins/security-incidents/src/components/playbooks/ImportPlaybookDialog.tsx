import { useApi } from '@backstage/core-plugin-api';
import {
  Alert,
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  TextAreaField,
} from '@backstage/ui';
import { RiFileUploadLine } from '@remixicon/react';
import type {
  CacaoFinding,
  PlaybookImport,
} from 'backstage-plugin-security-incidents-common';
import { type ChangeEvent, useRef, useState } from 'react';
import { securityIncidentsApiRef } from '../../api';
import { errorMessage } from '../common';
import { Findings } from './Findings';
import { MadePlan } from './MadePlan';
import styles from './playbooks.module.css';

/** What the backend reads at most, in bytes. */
const MAX_BYTES = 1_048_576;

interface Refusal {
  message: string;
  findings: CacaoFinding[];
}

/** The findings that an error of the backend carries; none where it says something else. */
function refusalOf(error: unknown): Refusal {
  const body = (error as { body?: { error?: { findings?: unknown } } }).body;
  const findings = body?.error?.findings;
  return {
    message: errorMessage(error as Error),
    findings: Array.isArray(findings) ? findings : [],
  };
}

/** Makes a plan of somebody's playbook: what became of each part, then the file to take along. Nothing is kept here. */
export function ImportPlaybookDialog(props: { onClose(): void }) {
  const api = useApi(securityIncidentsApiRef);
  const [text, setText] = useState('');
  const [reading, setReading] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();
  const [made, setMade] = useState<PlaybookImport>();
  const file = useRef<HTMLInputElement>(null);

  const change = (next: string) => {
    setText(next);
    setRefusal(undefined);
  };

  const choose = async ({ target }: ChangeEvent<HTMLInputElement>) => {
    const [chosen] = target.files ?? [];
    // The same file can be chosen again after it was changed.
    target.value = '';
    if (!chosen) return;
    if (chosen.size > MAX_BYTES) {
      setRefusal({
        message: `${chosen.name} is larger than 1 MB, which is the most that is read.`,
        findings: [],
      });
      return;
    }
    try {
      change(await chosen.text());
    } catch (error) {
      setRefusal({
        message: `${chosen.name} could not be read: ${errorMessage(
          error as Error,
        )}`,
        findings: [],
      });
    }
  };

  const read = async () => {
    setReading(true);
    setRefusal(undefined);
    try {
      setMade(await api.importPlaybook({ format: 'cacao', document: text }));
    } catch (error) {
      setRefusal(refusalOf(error));
    } finally {
      setReading(false);
    }
  };

  return (
    <Dialog
      isOpen
      isDismissable={false}
      onOpenChange={open => !open && props.onClose()}
      width={760}
      // The dialog of BUI is half transparent in dark.
      style={{ background: 'var(--bui-bg-app)' }}
    >
      <DialogHeader>Import a playbook</DialogHeader>
      <DialogBody>
        {made ? (
          <MadePlan made={made} />
        ) : (
          <div className={styles.stack}>
            <p className={styles.text}>
              A CACAO v2.0 playbook becomes the file of a response plan, as a
              draft for you to review. Nothing is kept here, and nothing in it
              is ever run.
            </p>
            {refusal && (
              <div role="alert" className={styles.stack}>
                <Alert
                  status="danger"
                  icon
                  title="No plan can be made of this"
                  description={
                    refusal.findings.length > 0
                      ? 'What is wrong is below. No part of it was taken over.'
                      : refusal.message
                  }
                />
                <Findings findings={refusal.findings} />
              </div>
            )}
            <TextAreaField
              label="Playbook, as JSON"
              placeholder='{ "type": "playbook", "spec_version": "cacao-2.0", ... }'
              value={text}
              onChange={change}
              rows={10}
              className={styles.source}
            />
            <div>
              <input
                ref={file}
                type="file"
                accept=".json,application/json"
                aria-label="Playbook file"
                className={styles.file}
                tabIndex={-1}
                onChange={choose}
              />
              <Button
                variant="secondary"
                iconStart={<RiFileUploadLine aria-hidden />}
                onPress={() => file.current?.click()}
              >
                Choose a file
              </Button>
            </div>
          </div>
        )}
      </DialogBody>
      <DialogFooter>
        {made ? (
          <>
            <Button variant="secondary" onPress={() => setMade(undefined)}>
              Back
            </Button>
            <Button variant="primary" onPress={props.onClose}>
              Done
            </Button>
          </>
        ) : (
          <>
            <Button variant="secondary" onPress={props.onClose}>
              Cancel
            </Button>
            <Button
              variant="primary"
              isDisabled={text.trim() === ''}
              isPending={reading}
              onPress={read}
            >
              Make a plan
            </Button>
          </>
        )}
      </DialogFooter>
    </Dialog>
  );
}
