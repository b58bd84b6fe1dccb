"""Single sign-on by OpenID Connect (authorization code with PKCE): what a provider is asked, what of its answers is
believed, and what its groups mean here. No database: `services.single_sign_on` makes accounts and sessions of it.
"""
