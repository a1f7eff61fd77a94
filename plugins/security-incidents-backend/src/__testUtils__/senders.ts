import {
  mockCredentials,
  type startTestBackend,
} from '@backstage/backend-test-utils';
import request from 'supertest';
import { parseZipAnswer } from './bundles';
import { assertDeclaredAnswer } from './routes';

export interface Caller {
  get(path: string): request.Test;
  head(path: string): request.Test;
  post(path: string, body?: object): request.Test;
  patch(path: string, body?: object): request.Test;
  put(path: string, body?: object): request.Test;
  delete(path: string, body?: object): request.Test;
  none(path: string): request.Test;
}

type Server = Awaited<ReturnType<typeof startTestBackend>>['server'];
type Method = 'get' | 'head' | 'post' | 'patch' | 'put' | 'delete';

/** Sends requests to the plugin, and checks that each answer is as its route declares it. */
export function createSenders(server: Server) {
  const send = (
    method: Method,
    authorization: string,
    path: string,
    body?: object,
  ) => {
    const test = request(server)
      [method](`/api/security-incidents${path}`)
      .set('authorization', authorization)
      .expect(answer => assertDeclaredAnswer(method, path, answer));
    if (/\/bundle(\?|$)/.test(path)) {
      test.buffer(true).parse(parseZipAnswer as never);
    }
    return body ? test.send(body) : test;
  };
  const nobody = mockCredentials.none.header();
  return {
    as(user: string): Caller {
      const header = mockCredentials.user.header(user);
      return {
        get: path => send('get', header, path),
        head: path => send('head', header, path),
        post: (path, body) => send('post', header, path, body),
        patch: (path, body) => send('patch', header, path, body),
        put: (path, body) => send('put', header, path, body),
        delete: (path, body) => send('delete', header, path, body),
        none: path => send('get', nobody, path),
      };
    },
    anonymous: {
      get: (path: string) => send('get', nobody, path),
      post: (path: string, body?: object) => send('post', nobody, path, body),
    },
    asService(): Pick<Caller, 'get' | 'post'> {
      const header = mockCredentials.service.header();
      return {
        get: path => send('get', header, path),
        post: (path, body) => send('post', header, path, body),
      };
    },
  };
}
