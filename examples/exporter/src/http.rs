//! The HTTP server: a page for people, and `/metrics`, encoded while it is sent.
use crate::{
    scrape::Scraper,
    table::{AnyTable, encode},
};
use http_body_util::{Either, Full};
use hyper::{
    Method, Request, Response, StatusCode,
    body::{Body, Bytes, Frame},
    header,
    service::service_fn,
};
use hyper_util::rt::{TokioIo, TokioTimer};
use std::{
    convert::Infallible,
    pin::Pin,
    rc::Rc,
    sync::Arc,
    task::{Context, Poll},
    time::Duration,
};
use tokio::{net::TcpStream, time::timeout};

/// Time for the headers of a request.
const HEADERS: Duration = Duration::from_secs(10);
/// Time that a connection may last. Prometheus opens another then.
const CONNECTION: Duration = Duration::from_secs(120);
/// Length from which a part of a response is sent.
const PART: usize = 32 * 1024;
const OPENMETRICS: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";
const PAGE: &str = include_str!("page.html");

/// Serves one connection to its end.
pub async fn serve(stream: TcpStream, scraper: Rc<Scraper>) {
    let service = service_fn(move |request| {
        let scraper = scraper.clone();
        async move { Ok::<_, Infallible>(answer(&request, &scraper).await) }
    });
    let connection = hyper::server::conn::http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEADERS)
        .max_buf_size(2 * PART)
        .serve_connection(TokioIo::new(stream), service);
    // The peer's errors are its own, and a response that nobody reads ends.
    _ = timeout(CONNECTION, connection).await;
}

async fn answer<B>(request: &Request<B>, scraper: &Scraper) -> Response<Either<Full<Bytes>, Parts>> {
    let (status, kind, body) = match (request.method(), request.uri().path()) {
        (&Method::GET | &Method::HEAD, "/metrics") => {
            (StatusCode::OK, OPENMETRICS, Either::Right(Parts::new(scraper.scrape().await)))
        }
        (&Method::GET | &Method::HEAD, "/") => (StatusCode::OK, "text/html; charset=utf-8", text(PAGE)),
        (&Method::GET | &Method::HEAD, _) => (StatusCode::NOT_FOUND, "text/plain", text("not found\n")),
        _ => (StatusCode::METHOD_NOT_ALLOWED, "text/plain", text("only GET and HEAD\n")),
    };
    let mut response = Response::new(body);
    *response.status_mut() = status;
    response.headers_mut().insert(header::CONTENT_TYPE, header::HeaderValue::from_static(kind));
    response
}
fn text(text: &'static str) -> Either<Full<Bytes>, Parts> {
    Either::Left(Full::new(Bytes::from_static(text.as_bytes())))
}

/// The body of a response to a scrape: metric by metric, as the peer reads.
pub struct Parts {
    tables: std::vec::IntoIter<Arc<dyn AnyTable>>,
    /// The table at work, and its next metric.
    at: Option<(Arc<dyn AnyTable>, usize)>,
    ended: bool,
}
impl Parts {
    pub fn new(tables: Vec<Arc<dyn AnyTable>>) -> Self {
        let mut tables = tables.into_iter();
        let at = tables.next().map(|table| (table, 0));
        Self { tables, at, ended: false }
    }
    /// Appends the next metrics, up to the length of a part. Returns whether there was one.
    pub fn append(&mut self, text: &mut String) -> Result<bool, std::fmt::Error> {
        while text.len() < PART {
            match &mut self.at {
                Some((table, metric)) if *metric < table.metrics() => {
                    encode(table, *metric, text)?;
                    *metric += 1;
                }
                Some(_) => self.at = self.tables.next().map(|table| (table, 0)),
                None if self.ended => break,
                None => {
                    self.ended = true;
                    text.push_str("# EOF\n");
                }
            }
        }
        Ok(!text.is_empty())
    }
}
impl Body for Parts {
    type Data = Bytes;
    type Error = std::fmt::Error;
    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        let mut text = String::with_capacity(2 * PART);
        Poll::Ready(match self.append(&mut text) {
            Ok(true) => Some(Ok(Frame::data(text.into()))),
            Ok(false) => None,
            Err(error) => Some(Err(error)),
        })
    }
}
