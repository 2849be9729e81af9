/**
 * What the server asks for before it lets a session in: a `code` or the `password`, because its device looks otherwise than
 * before, or a second `factor`, which people of this role have to set up. The path of the issue in `reauth_required`.
 */
export type Lock = 'code' | 'password' | 'factor';
