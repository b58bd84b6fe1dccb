// The OpenID provider of the tests. Its one argument is a JSON object: port, home (of the service under test), keys (a JWKS
// with private keys), groups (a file: {"name": ["group", ...]}, read anew at each sign-in).
import { readFileSync } from 'node:fs';
import Provider from 'oidc-provider';

const { port, home, keys, groups } = JSON.parse(process.argv[2]);

const provider = new Provider(`http://localhost:${port}`, {
  clients: [
    {
      client_id: 'qa',
      client_secret: 'a secret of the tests',
      redirect_uris: [`${home}/sign-in/provider/return`],
      post_logout_redirect_uris: [`${home}/sign-in`],
      backchannel_logout_uri: `${home}/sign-in/provider/logout`,
      backchannel_logout_session_required: true,
    },
  ],
  claims: { openid: ['sub'], profile: ['preferred_username'], email: ['email', 'email_verified'], groups: ['groups'] },
  cookies: { keys: ['of the tests'] },
  features: { devInteractions: { enabled: true }, backchannelLogout: { enabled: true } },
  // As the library does it, without its guard against addresses of this machine, where the service under test is.
  fetch: (url, { dispatcher, ...options }) => globalThis.fetch(url, options),
  async findAccount(ctx, id) {
    return {
      accountId: id,
      claims: async () => ({
        sub: id,
        preferred_username: id,
        email: `${id}@example.com`,
        email_verified: true,
        groups: JSON.parse(readFileSync(groups, 'utf8'))[id] ?? [],
      }),
    };
  },
  jwks: keys,
});
provider.on('backchannel.error', (ctx, error) => console.error('back-channel logout:', error.message));
provider.on('server_error', (ctx, error) => console.error(error));
provider.listen(port, '127.0.0.1', () => console.log('ready'));
