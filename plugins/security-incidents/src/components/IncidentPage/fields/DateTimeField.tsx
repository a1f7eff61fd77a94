import { DatePicker } from '@backstage/ui';
import { parseDateTime } from '@internationalized/date';

/** `2026-11-23T10:20` of an ISO time, in UTC. */
export function toUtcInput(iso: string | undefined): string {
  return iso ? iso.slice(0, 16) : '';
}

/** The ISO time of `2026-11-23T10:20` in UTC, or undefined while it is not one. */
export function fromUtcInput(text: string): string | undefined {
  const date = new Date(`${text}Z`);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

/** Date and minute in UTC. */
export function DateTimeField(props: {
  label: string;
  /** As `toUtcInput` makes it; empty while there is none. */
  value: string;
  /** The latest that can be chosen. */
  max?: string;
  onChange(value: string): void;
}) {
  const { value, max } = props;
  return (
    <DatePicker
      label={props.label}
      granularity="minute"
      hourCycle={24}
      value={value ? parseDateTime(value) : null}
      maxValue={max ? parseDateTime(max) : undefined}
      onChange={chosen =>
        props.onChange(
          chosen ? chosen.toString().slice(0, 'yyyy-mm-ddThh:mm'.length) : '',
        )
      }
    />
  );
}
