import { Button } from '@backstage/ui';
import { RiUpload2Line } from '@remixicon/react';
import { useRef } from 'react';
import styles from '../reports/reports.module.css';

const ACCEPTED = '.csv,.json,.txt,.tsv,text/csv,application/json';

/** Picks a file by a button, which opens the dialog of the browser. */
export function FileButton(props: {
  children: string;
  variant?: 'primary' | 'secondary' | 'tertiary';
  onChoose(file: File): void;
}) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        accept={ACCEPTED}
        aria-label={props.children}
        className={styles.hidden}
        tabIndex={-1}
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          if (file) props.onChoose(file);
          // The same file can be chosen again, after it was corrected.
          target.value = '';
        }}
      />
      <Button
        variant={props.variant ?? 'tertiary'}
        iconStart={<RiUpload2Line aria-hidden />}
        onPress={() => input.current?.click()}
      >
        {props.children}
      </Button>
    </>
  );
}
