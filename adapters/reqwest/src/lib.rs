//! Decodes the errors of the Edges API from reqwest responses.
