import { CustomErrorBase, InputError } from '@backstage/errors';
import express, {
  type ErrorRequestHandler,
  type RequestHandler,
} from 'express';

const LIMIT_KILOBYTES = 256;
/** Playbooks come with the text of each of their steps. */
export const PLAYBOOK_LIMIT_KILOBYTES = 1024;

/** Answered with 413. */
class PayloadTooLargeError extends CustomErrorBase {
  name = 'PayloadTooLargeError' as const;
  readonly statusCode = 413;
}

const onlyJson: RequestHandler = (request, _response, next) => {
  // `false` means that there is a body of another type; left unread it would look like one without fields.
  next(
    request.is('application/json') === false
      ? new InputError('Content-Type: must be application/json')
      : undefined,
  );
};

const nameTheRule =
  (limitKilobytes: number): ErrorRequestHandler =>
  (error, _request, _response, next) => {
    switch (error.type) {
      case 'entity.too.large':
        next(
          new PayloadTooLargeError(
            `body: must be at most ${limitKilobytes} kB of JSON`,
          ),
        );
        break;
      case 'entity.parse.failed':
        next(new InputError('body: must be a JSON object'));
        break;
      default:
        next(error);
    }
  };

/** Reads JSON bodies; what cannot be read is refused with the rule that it breaks. */
export function readJsonBody(limitKilobytes = LIMIT_KILOBYTES) {
  return [
    onlyJson,
    express.json({ limit: `${limitKilobytes}kb`, strict: true }),
    nameTheRule(limitKilobytes),
  ];
}
